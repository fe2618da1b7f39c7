import { expect, test } from 'vitest'
import { cameWords, identityWords, peopleNames, whoWords } from './who-words'

const ines = {
  id: 'IBMid-1',
  name: 'Ines Brandt',
  email: 'ines@nordlicht.example',
  address: '10.20.4.17',
}
const jakub = { ...ines, id: 'oidc-0a', name: 'Jakub Wiśniewski', email: 'jakub@nordlicht.example' }
const token = { ...jakub, id: '01a', name: 'ci-shop-deploy' }
const system = { id: 'system', name: 'This dashboard', email: '', address: 'unknown' }
const nobody = { id: '', name: '', email: '', address: '198.51.100.23' }

test.each([
  [ines, 'session', 'from 10.20.4.17', 'IBM Cloud account'],
  [{ ...ines, address: 'unknown' }, 'session', null, 'IBM Cloud account'],
  [jakub, 'session', 'company account', 'company account'],
  [jakub, 'approval', 'after approval', 'company account'],
  [token, 'token', 'token of Jakub Wiśniewski', 'API token'],
  [{ ...token, email: 'x@y.example' }, 'token', 'token of x@y.example', 'API token'],
  [{ ...token, email: '' }, 'token', 'token', 'API token'],
  [system, 'system', 'automatic', null],
  [jakub, 'system', 'in the background', null],
  [nobody, 'session', 'from 198.51.100.23', null],
] as const)('%j by %s came %j, as %j', (actor, via, came, identity) => {
  const people = peopleNames([
    { actor: token, via: 'token' },
    { actor: jakub, via: 'session' },
    { actor: { ...jakub, name: 'J. W.' }, via: 'session' },
  ])
  expect(cameWords({ actor, via }, people)).toBe(came)
  expect(identityWords({ actor, via })).toBe(identity)
})

test('who was not let in is unknown', () => {
  expect(whoWords(nobody)).toBe('Unknown')
  expect(whoWords(ines)).toBe('Ines Brandt')
})
