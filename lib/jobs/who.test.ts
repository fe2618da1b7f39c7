import { expect, test } from 'vitest'
import { deedOf, doer, personName } from './who'

const ines = { id: 'IBMid-1', name: 'Ines Brandt', email: 'ines@nordlicht.example' }

test('a person goes by name, else by e-mail address or id', () => {
  expect(personName(ines)).toBe('Ines Brandt')
  expect(personName({ ...ines, name: '' })).toBe('ines@nordlicht.example')
  expect(personName({ ...ines, name: '', email: '' })).toBe('IBMid-1')
})

test('who is signed in is “you”', () => {
  expect(doer(deedOf(ines, 1, 'IBMid-1'))).toBe('you')
  expect(doer(deedOf(ines, 1, 'IBMid-2'))).toBe('Ines Brandt')
  expect(doer(deedOf(ines, 1, null))).toBe('Ines Brandt')
})
