import { domainToUnicode } from 'node:url'
import { describe, expect, it } from 'vitest'
import { forAll } from './destinations/testing/random'
import { bothForms, otherForm } from './domain-name'

describe('otherForm', () => {
  it.each([
    ['xn--grne-welle-beb.example', 'grüne-welle.example'],
    ['grüne-welle.example', 'xn--grne-welle-beb.example'],
    ['shop.xn--e1afmkfd.xn--p1ai', 'shop.пример.рф'],
    ['xn--fsqu00a.xn--0zwm56d', '例子.测试'],
    ['shop.example', null],
    ['xn--.example', null],
    ['xn--a!.example', null],
    ['xn--99999999999999999.example', null],
    ['', null],
    ['bücher.example/?#', null],
    ['zone of another kind', null],
  ])('of %j is %j', (name, other) => {
    expect(otherForm(name)).toBe(other)
  })

  it('reads what the platform reads', () => {
    const letters = [...'abcz019-üßçøжщ例测あكד😀']
    forAll(2000, (r) => {
      const text = Array.from({ length: r.int(1, 12) }, () => r.pick(letters)).join('')
      const ascii = URL.parse(`https://${text}.example`)?.hostname
      if (!ascii?.startsWith('xn--')) return
      const unicode = domainToUnicode(ascii)
      expect(otherForm(ascii)).toBe(unicode === '' ? null : unicode)
      expect(otherForm(unicode)).toBe(ascii)
    })
  })

  it('never throws', () => {
    forAll(2000, (r) => {
      const name = (r.chance(0.7) ? 'xn--' : '') + r.nasty(30)
      expect(() => otherForm(name)).not.toThrow()
    })
  })
})

it('shows both', () => {
  expect(bothForms('xn--grne-welle-beb.example')).toBe(
    'xn--grne-welle-beb.example (grüne-welle.example)',
  )
  expect(bothForms('shop.example')).toBe('shop.example')
})
