import { expect, it } from 'vitest'
import { createAccessRequestInput } from './access-request'
import { decideChangeInput } from './change-request'
import { connectionName } from './connection'
import { tokenName } from './token'

const turned = ['Nightly \u202eekam', 'a\u2066b', 'a\u200fb']

it.each([...turned, 'a\u2028b', 'a\u0000b', 'a\nb'])('is no name: %j', (text) => {
  for (const name of [tokenName, connectionName]) expect(name.safeParse(text).success).toBe(false)
})

it.each(['Nightly', 'Ærø 2', 'שלום', '👩‍💻 build'])('is a name: %j', (text) => {
  for (const name of [tokenName, connectionName]) expect(name.safeParse(text).success).toBe(true)
})

it.each(turned)('is not said to whoever decides, nor by them: %j', (text) => {
  const ask = (reason: string, zoneName = 'shop.example') =>
    createAccessRequestInput.safeParse({ zoneName, role: 'viewer', reason }).success
  expect([ask('Please.\nSoon.'), ask(text), ask('Please.', text)]).toEqual([true, false, false])
  const decide = (note: string) => decideChangeInput.safeParse({ approve: true, note }).success
  expect([decide('Yes.\n\tWell.'), decide(text)]).toEqual([true, false])
})
