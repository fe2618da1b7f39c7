import { expect, test } from 'vitest'
import { undeliveredOf, undeliveredWords } from './undelivered'
import { undeliveredSentence } from './undelivered-sentence'

const hour = 3_600_000
const day = 24 * hour
const nowMs = new Date(2026, 9, 14, 9, 42).getTime()
const http = (ageMs: number, dataset: string | null = 'http_requests') => ({
  dataset,
  lastComplete: new Date(nowMs - ageMs).toISOString(),
})

test.each([
  ['retention on', http(400 * 60_000), true, '6 h 40 min not delivered'],
  ['retention off', http(400 * 60_000), false, '6 h 40 min lost'],
  ['retention not known', http(400 * 60_000), undefined, '6 h 40 min not delivered'],
  ['longer than IBM keeps them', http(9 * day), true, '9 d not delivered'],
] as const)('%s', (_, facts, retention, words) => {
  const undelivered = undeliveredOf(facts, { enabled: retention, sinceMs: null }, nowMs)
  expect(undelivered && undeliveredWords(undelivered)).toBe(words)
})

test.each([
  [http(400 * 60_000), true, /not delivered; recoverable with Logpull until Wed 21 Oct, 03:02\.$/],
  [http(400 * 60_000), null, /^6 h 40 min of HTTP requests not delivered\.$/],
  [http(400 * 60_000), false, /^6 h 40 min of HTTP requests lost: log retention is off\.$/],
  [http(9 * day), true, /^2 d of HTTP requests lost; the last 7 days are recoverable/],
  [http(hour, 'firewall_events'), true, /not delivered; Logpull covers HTTP requests only\.$/],
] as const)('%j, retention %s', (facts, retention, sentence) => {
  const undelivered = undeliveredOf(facts, { enabled: retention, sinceMs: null }, nowMs)
  expect(undelivered && undeliveredSentence(facts, undelivered)).toMatch(sentence)
})

test('a job that never delivered says nothing of since when', () =>
  expect(
    undeliveredOf({ dataset: null, lastComplete: null }, { enabled: true, sinceMs: null }, nowMs),
  ).toBeNull())

test.each([
  [
    'brings nothing back that was not kept',
    true,
    nowMs - hour,
    /^5 h of HTTP requests lost: log retention was off until Wed 14 Oct, 08:42; the rest is recoverable with Logpull until Wed 21 Oct, 08:42\.$/,
    '6 h not delivered',
  ],
  [
    'brings back nothing at once',
    true,
    nowMs,
    /^6 h of HTTP requests lost: log retention was off until Wed 14 Oct, 09:42\.$/,
    '6 h lost',
  ],
  [
    'takes nothing away that was kept',
    false,
    nowMs - hour,
    /^1 h of HTTP requests lost: log retention has been off since Wed 14 Oct, 08:42; the rest is recoverable with Logpull until Wed 21 Oct, 03:42\.$/,
    '6 h not delivered',
  ],
  [
    'does not matter where it was before',
    true,
    nowMs - 7 * hour,
    /^6 h of HTTP requests not delivered; recoverable with Logpull until Wed 21 Oct, 03:42\.$/,
    '6 h not delivered',
  ],
] as const)('a switch of log retention %s', (_, enabled, sinceMs, sentence, words) => {
  const undelivered = undeliveredOf(http(6 * hour), { enabled, sinceMs }, nowMs)
  if (!undelivered) return expect.unreachable()
  expect(undeliveredSentence(http(0), undelivered)).toMatch(sentence)
  expect(undeliveredWords(undelivered)).toBe(words)
  const { fromMs, ms, lostMs, recoverable } = undelivered
  expect(recoverable ? recoverable.toMs - recoverable.fromMs : 0).toBe(ms - lostMs)
  expect(recoverable?.fromMs ?? fromMs).toBeGreaterThanOrEqual(fromMs)
})
