import { expect, test } from 'vitest'
import { undeliveredOf, undeliveredSentence, undeliveredWords } from './undelivered'

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
  const undelivered = undeliveredOf(facts, retention, nowMs)
  expect(undelivered && undeliveredWords(undelivered)).toBe(words)
})

test.each([
  [http(400 * 60_000), true, /not delivered; recoverable with Logpull until Wed 21 Oct, 03:02\.$/],
  [http(400 * 60_000), null, /^6 h 40 min of HTTP requests not delivered\.$/],
  [http(400 * 60_000), false, /^6 h 40 min of HTTP requests lost: log retention is off\.$/],
  [http(9 * day), true, /^2 d of HTTP requests lost; the last 7 days are recoverable/],
  [http(hour, 'firewall_events'), true, /not delivered; Logpull covers HTTP requests only\.$/],
] as const)('%j, retention %s', (facts, retention, sentence) => {
  const undelivered = undeliveredOf(facts, retention, nowMs)
  expect(undelivered && undeliveredSentence(facts, undelivered)).toMatch(sentence)
})

test('a job that never delivered says nothing of since when', () =>
  expect(undeliveredOf({ dataset: null, lastComplete: null }, true, nowMs)).toBeNull())
