import { expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { diffCharacters } from './diff-characters'

/** Differing stretches in angle brackets. */
const shown = (a: string, b: string) => {
  const diff = diffCharacters(a, b)
  return [diff.a, diff.b].map((side) =>
    side.map(({ text, differs }) => (differs ? `<${text}>` : text)).join(''),
  )
}

it.each([
  ['http/{DATE}', 'http', 'http</{DATE}>', 'http'],
  ['http', 'http', 'http', 'http'],
  ['', 'a', '', '<a>'],
  ['eu-de', 'eu-gb', 'eu-<de>', 'eu-<gb>'],
  ['edge-logs-2', 'edge-log-2', 'edge-log<s>-2', 'edge-log-2'],
  ['a/{DATE}', 'a/{DATA}', 'a/<{DATE}>', 'a/<{DATA}>'],
  ['a😀b', 'a😁b', 'a<😀>b', 'a<😁>b'],
  ['aXbXc', 'abc', 'a<X>b<X>c', 'abc'],
])('%s against %s', (a, b, left, right) => {
  expect(shown(a, b)).toEqual([left, right])
})

it('loses nothing, and what does not differ is the same on both sides', () => {
  forAll(800, (r) => {
    const a = r.nasty(20)
    const b = r.chance(0.5) ? r.nasty(20) : `${a.slice(0, 5)}${r.nasty(3)}${a.slice(5)}`
    const diff = diffCharacters(a, b)
    const kept = (side: typeof diff.a) =>
      side
        .filter(({ differs }) => !differs)
        .map(({ text }) => text)
        .join('')
    expect(diff.a.map(({ text }) => text).join('')).toBe(a)
    expect(diff.b.map(({ text }) => text).join('')).toBe(b)
    expect(kept(diff.a)).toBe(kept(diff.b))
  })
})

it('takes long texts', () => {
  const { a, b } = diffCharacters(`x${'a'.repeat(4000)}y`, `z${'b'.repeat(4000)}y`)
  expect(a.at(-1)).toEqual({ text: 'y', differs: false })
  expect(b.at(0)?.differs).toBe(true)
})
