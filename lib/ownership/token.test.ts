import { describe, expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { ownershipToken } from '@/lib/schemas/ids'
import { fakeToken } from './testing'
import { readOwnershipToken } from './token'

const claims = { object_id: 'x', text: 'łódź 😀 <b>', nested: { a: [1, null] } }
const token = fakeToken(claims)
const broken = `${token.slice(0, 60)}\n${token.slice(60)}`

describe('readOwnershipToken', () => {
  it.each([
    ['as it is', token],
    ['with a line break behind', `${token}\r\n`],
    ['with blanks around', `  \t${token}  `],
    ['with a byte order mark', `\uFEFF${token}\n`],
    ['in quotes', `"${token}"`],
    ['broken by a terminal', broken],
    ['broken and indented', broken.replace('\n', '\r\n   ')],
  ])('reads it %s', (_name, pasted) => {
    expect(readOwnershipToken(pasted)).toEqual({ ok: true, token: { text: token, claims } })
    expect(ownershipToken.safeParse(token).success).toBe(true)
  })

  const [header = '', payload = '', signature = ''] = token.split('.')
  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\uFEFF', 'empty'],
    ['the file’s name', 'http/ownership-challenge.txt', 'not_a_token'],
    ['its name with three parts', 'eyJ.challenge file.txt', 'not_a_token'],
    ['an address', 'https://s3.eu-de.example/b/ownership.challenge.txt', 'not_a_token'],
    ['two parts', `${header}.${payload}`, 'not_a_token'],
    ['four parts', `${token}.x`, 'not_a_token'],
    ['a text with it inside', `token: ${token}`, 'not_a_token'],
    ['two tokens', `${token} ${token}`, 'not_a_token'],
    ['markup', '<script>.<b>.</b>', 'not_a_token'],
    ['a key', 'FAKE-KEY-1', 'not_a_token'],
    ['no signature', `${header}.${payload}.`, 'damaged'],
    ['a payload cut short', `${header}.${payload.slice(0, -3)}.${signature}`, 'damaged'],
    ['a payload that is no text', `${header}.__79.${signature}`, 'damaged'],
    ['a payload that is a list', fakeToken([1]), 'damaged'],
    ['a payload that is null', fakeToken(null), 'damaged'],
    ['a header that is none', `eyJ.${payload}.${signature}`, 'damaged'],
    ['far too much', `${header}.${payload}.${'x'.repeat(5000)}`, 'too_long'],
  ])('refuses %s', (_name, pasted, reason) => {
    const reading = readOwnershipToken(pasted)
    expect(reading).toMatchObject({ ok: false, reason })
    expect(reading.ok || reading.message).toMatch(/\.$/)
  })

  it.each([
    ['a page', '<!DOCTYPE html><title>x</title>'],
    ['a page with blanks', '<html> <body>'],
    ['XML', '<?xml?><Error><Code>NoSuchKey</Code></Error>'],
    ['JSON', '{"trace":"x","errors":[]}'],
    ['a list', '[1]'],
    ['a text in quotes', `"${token}"`],
    ['an address', 'https://s3.eu-de.example/b/ownership-challenge.txt'],
  ])('is no ownership token to anybody: %s', (_name, text) => {
    const { error } = ownershipToken.safeParse(text)
    expect(error?.issues).toMatchObject([{ message: expect.stringMatching(/^This is not an/) }])
  })

  it.each(['FAKE-token', 'FAKE/abc+def==', '0af7651916cd43dd', 'FAKE_a:b.c~d|e!', 'a.b'])(
    'may be one, which is IBM’s to say: %s',
    (text) => {
      expect(ownershipToken.parse(` ${text}\n`)).toBe(text)
    },
  )

  it('never throws, and takes only what may be sent', () => {
    forAll(1500, (r) => {
      const text = r.pick([
        r.nasty(40),
        `eyJ${r.nasty(20)}.${r.nasty(5)}.x`,
        `${token}${r.nasty(2)}`,
      ])
      const reading = readOwnershipToken(text)
      if (reading.ok) expect(ownershipToken.parse(reading.token.text)).toBe(reading.token.text)
    })
  })
})
