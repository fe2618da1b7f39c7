import { expect, test } from 'vitest'
import { credentialsOf, headerLine, randomValue, takeApart } from './take-apart'

test('a query goes into rows, the engine’s headers among them', () => {
  expect(
    takeApart(' https://logs.example/in?token=FAKE%2Bkey&team=edge+logs&header_X-Key=a%20b#top '),
  ).toEqual({
    url: 'https://logs.example/in',
    headers: [{ name: 'X-Key', value: 'a b' }],
    params: [
      { name: 'token', value: 'FAKE+key' },
      { name: 'team', value: 'edge logs' },
    ],
  })
  expect(takeApart('https://logs.example/in?')).toEqual({
    url: 'https://logs.example/in',
    headers: [],
    params: [],
  })
})

test.each(['', 'https://logs.example/in', 'https://logs.example/#a?b=c', 'two words?a=b'])(
  '%j has none',
  (text) => expect(takeApart(text)).toBeNull(),
)

test('user and password become a header', () => {
  expect(credentialsOf('https://ann:FAKE%40p@ss@logs.example:8443/in?x=1')).toEqual({
    url: 'https://logs.example:8443/in?x=1',
    header: { name: 'Authorization', value: `Basic ${btoa('ann:FAKE@p@ss')}` },
  })
  expect(credentialsOf('https://jürgen:%E4@logs.example')?.header.value).toMatch(/^Basic [\w+/=]+$/)
  expect(credentialsOf('https://logs.example/a@b')).toBeNull()
  expect(credentialsOf('ann@logs.example')).toBeNull()
})

test.each([
  ['Authorization: Bearer FAKE', { name: 'Authorization', value: 'Bearer FAKE' }],
  ['-H "X-Api-Key: FAKE"', { name: 'X-Api-Key', value: 'FAKE' }],
  ['X-Api-Key:FAKE\n', { name: 'X-Api-Key', value: 'FAKE' }],
  ['X-Api-Key', null],
  ['X-Api-Key:', null],
  ['a b: c', null],
  ['A: b\nC: d', null],
])('%j', (text, row) => expect(headerLine(text)).toEqual(row))

test('made values are long and never the same', () => {
  expect(randomValue()).toMatch(/^[0-9a-f]{32}$/)
  expect(randomValue()).not.toBe(randomValue())
})
