import { expect, test } from 'vitest'
import type { DestinationTest, KeyDetails } from '@/lib/schemas/destination-check'
import { destinationGate } from './gate'
import { splitDetail } from './test-facts'
import { refusedGate, testTone } from './test-words'

const result = (change: Partial<DestinationTest>): DestinationTest => ({
  ok: false,
  tried: '',
  proves: '',
  cannotProve: '',
  detail: '',
  wrote: null,
  ...change,
})
const done = (change: Partial<DestinationTest>) =>
  ({ state: 'done', result: result(change), atMs: 0 }) as const
const key: KeyDetails = {
  name: 'k',
  ownerId: null,
  ownerKind: 'serviceId',
  accountId: null,
  sameAccount: true,
  disabled: false,
  locked: false,
  expiresAt: null,
}

test.each([
  [null, null, null],
  [{ state: 'looking' }, null, null],
  [{ state: 'failed', error: null }, { state: 'failed', error: null }, null],
  [{ state: 'found', details: key }, null, null],
  [{ state: 'refused', message: 'x' }, null, 'API key refused by IBM Cloud'],
  [{ state: 'found', details: { ...key, disabled: true } }, null, 'This API key can’t be used'],
  [null, { state: 'running' }, null],
  [null, done({ ok: true }), null],
  [null, done({ code: 'role_missing' }), 'Test failed'],
  [null, done({ code: 'firewall' }), null],
  [null, done({ code: 'unreachable' }), null],
] as const)('key %j, test %j: %s', (look, test_, reason) =>
  expect(destinationGate('cos', look, test_, 0)).toBe(reason),
)

test('the reason is about what was refused', () => {
  expect(refusedGate('cloudLogs', result({ code: 'not_found' }))).toContain('instance')
  expect(refusedGate('cos', result({ code: 'not_found' }))).toContain('bucket')
  expect(refusedGate('cos', result({ code: 'destination_key_refused' }))).toContain('key')
})

test('what this server can’t reach says nothing of IBM', () => {
  expect(testTone(result({ ok: true }))).toBe('good')
  expect(testTone(result({ code: 'dropped' }))).toBe('unsure')
  expect(testTone(result({ code: 'timeout' }))).toBe('unsure')
  expect(testTone(result({ ok: null, code: 'not_possible' }))).toBe('open')
  expect(testTone(result({ ok: null, code: 'tcp_only' }))).toBe('unsure')
  expect(testTone(result({ code: 'certificate_expired' }))).toBe('refused')
  expect(testTone(result({ code: 'refused' }))).toBe('refused')
})

test.each([
  [
    'Refused (403): the key may not send. It needs Sender.',
    'Refused (403): the key may not send.',
    'It needs Sender.',
  ],
  [
    'a.example doesn’t exist: DNS has no address for it. Check the spelling.',
    'a.example doesn’t exist: DNS has no address for it.',
    'Check the spelling.',
  ],
  ['There is no bucket a.b-c in eu-de.', 'There is no bucket a.b-c in eu-de.', ''],
])('%s', (detail, first, rest) => expect(splitDetail(detail)).toEqual({ first, rest }))
