import { expect, test } from 'vitest'
import type { ActivityAction, ActivityOutcome } from '@/lib/schemas/activity'
import { answerOf, askedWords, outcomeWords } from './outcome-words'

const entry = (
  outcome: ActivityOutcome,
  code: string | null = null,
  after: unknown = null,
  action: ActivityAction = 'job.pause',
) => ({ outcome, code, after, action })
const tested = (after: unknown) => entry('succeeded', null, after, 'destination.test')

test.each([
  [entry('succeeded'), 'check', 'succeeded', null],
  [entry('pending'), 'dashed-ring', 'in progress', null],
  [entry('unknown'), 'question', 'outcome unknown', 'no outcome recorded'],
  [entry('unknown', 'outcome_unknown'), 'question', 'outcome unknown', 'connection lost'],
  [entry('unknown', 'new_code'), 'question', 'outcome unknown', null],
  [entry('failed', 'role_missing'), 'crossed-square', 'refused by IBM', 'role too low'],
  [entry('failed', 'ibm_refused'), 'crossed-square', 'refused by IBM', null],
  [entry('failed', 'new_code'), 'crossed-square', 'refused by IBM', null],
  [entry('failed'), 'crossed-square', 'refused by IBM', null],
  [entry('failed', 'ibm_timeout'), 'crossed-square', 'failed', 'IBM timed out'],
  [entry('failed', 'internal'), 'crossed-square', 'failed', 'internal error'],
  [tested({ test: { ok: true } }), 'check', 'succeeded', null],
  [
    tested({ test: { ok: false, code: 'firewall' } }),
    'triangle',
    'test failed',
    'blocked by a firewall',
  ],
  [tested({ test: { ok: false, code: 7 } }), 'triangle', 'test failed', null],
  [tested('odd'), 'check', 'succeeded', null],
])('%j is %s “%s”, %j', (given, glyph, word, reason) => {
  expect(outcomeWords(given)).toEqual({ glyph, word, reason })
})

test('the answer is the failure’s sentence, else the test’s', () => {
  const after = { test: { detail: 'Refused (403).' } }
  expect(answerOf({ detail: 'Not paused.', after })).toBe('Not paused.')
  expect(answerOf({ detail: null, after })).toBe('Refused (403).')
  expect(answerOf({ detail: null, after: { test: { detail: 5 } } })).toBeNull()
  expect(answerOf({ detail: '', after: null })).toBeNull()
})

test('settings that were not taken over are never shown as if they were', () => {
  expect(askedWords(entry('failed'))).toBe('Requested, not carried out')
  expect(askedWords(entry('unknown'))).toMatch(/outcome unknown/)
  expect(askedWords(entry('succeeded'))).toBeNull()
  expect(askedWords(tested(null))).toBe('Tested with')
})

test.each([
  ['ibm_credentials_refused', 'refused', 'key or passcode rejected'],
  ['provider_unavailable', 'failed', 'identity provider unavailable'],
  ['not_allowed', 'refused', 'not allowed here'],
  [null, 'refused', null],
])('a sign-in that failed by %j is “%s”, not by IBM', (code, word, reason) => {
  const refused = entry('failed', code, null, 'session.create')
  expect(outcomeWords(refused)).toEqual({ glyph: 'crossed-square', word, reason })
})

test('what was approved and then not carried out was not refused by IBM', () => {
  expect(outcomeWords(entry('failed', 'rail')).word).toBe('failed')
})

test.each([
  ['waiting', 'waiting for approval', null],
  ['declined', 'sent for approval', 'declined'],
  [null, 'sent for approval', null],
] as const)('a request that is %j reads “%s”', (fate, word, reason) => {
  const asked = entry('succeeded', null, null, 'change.request')
  expect(outcomeWords(asked, fate)).toMatchObject({ word, reason })
})
