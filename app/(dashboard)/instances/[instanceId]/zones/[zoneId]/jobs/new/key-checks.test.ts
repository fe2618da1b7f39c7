import { expect, test } from 'vitest'
import type { KeyLook, TestRun } from '@/components/destinations/use-destination-check'
import { keyChecks } from './key-checks'

const on = { toKey: () => {}, test: () => {} }
const checks = (key: string, look: KeyLook | null, run: TestRun | null) =>
  keyChecks('cos', key, look, run, on, 0).map(({ id, verdict, fix }) => [id, verdict, fix?.label])
const found: KeyLook = {
  state: 'found',
  details: {
    name: 'writer',
    ownerId: null,
    ownerKind: 'serviceId',
    accountId: null,
    sameAccount: true,
    disabled: false,
    locked: false,
    expiresAt: null,
  },
}
const done = (ok: boolean): TestRun => ({
  state: 'done',
  result: { ok, tried: '', proves: '', cannotProve: '', detail: 'x', wrote: null },
  atMs: 0,
})

test('a key that is not here has to be typed', () => {
  expect(checks('', null, null)).toEqual([['key', 'fix', 'Enter the key']])
})

test('a key that was looked up and tested is fine', () => {
  expect(checks('FAKE-key', found, done(true))).toEqual([
    ['key', 'fine', undefined],
    ['test', 'fine', undefined],
  ])
})

test('whatever else is known is to know about, never in the way', () => {
  expect(checks('FAKE-key', { state: 'refused', message: 'x' }, done(false))).toEqual([
    ['key', 'warn', 'Change'],
    ['test', 'warn', 'Write a test object'],
  ])
  expect(checks('FAKE-key', null, null).map(([, verdict]) => verdict)).toEqual(['warn', 'warn'])
})
