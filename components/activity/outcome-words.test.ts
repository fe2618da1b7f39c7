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
  [entry('succeeded'), 'check', 'done', null],
  [entry('pending'), 'dashed-ring', 'under way', null],
  [entry('unknown'), 'question', 'not known yet', 'no outcome was written'],
  [entry('unknown', 'outcome_unknown'), 'question', 'not known yet', 'connection broke off'],
  [entry('unknown', 'new_code'), 'question', 'not known yet', null],
  [entry('failed', 'role_missing'), 'crossed-square', 'refused by IBM', 'role too low'],
  [entry('failed', 'ibm_refused'), 'crossed-square', 'refused by IBM', null],
  [entry('failed', 'new_code'), 'crossed-square', 'refused by IBM', null],
  [entry('failed'), 'crossed-square', 'refused by IBM', null],
  [entry('failed', 'ibm_timeout'), 'crossed-square', 'failed', 'IBM did not answer in time'],
  [entry('failed', 'internal'), 'crossed-square', 'failed', 'fault of this dashboard'],
  [tested({ test: { ok: true } }), 'check', 'done', null],
  [
    tested({ test: { ok: false, code: 'firewall' } }),
    'triangle',
    'test failed',
    'stopped by the firewall',
  ],
  [tested({ test: { ok: false, code: 7 } }), 'triangle', 'test failed', null],
  [tested('odd'), 'check', 'done', null],
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
  expect(askedWords(entry('failed'))).toBe('Asked for, and not done')
  expect(askedWords(entry('unknown'))).toMatch(/not known/)
  expect(askedWords(entry('succeeded'))).toBeNull()
  expect(askedWords(tested(null))).toBe('Tested with')
})
