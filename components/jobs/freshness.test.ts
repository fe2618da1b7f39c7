import { expect, test } from 'vitest'
import { isStale } from './freshness'

const reading = { readAtMs: 1_000_000, hasFailed: false, isReading: false }
const later = (seconds: number) => reading.readAtMs + seconds * 1000

test.each([
  ['just read', reading, 12, false],
  ['one reading left out', reading, 89, false],
  ['not read for long', reading, 91, true],
  ['being read again after a while', { ...reading, isReading: true }, 91, false],
  ['being read again after an hour', { ...reading, isReading: true }, 3600, true],
  ['failed, however young', { ...reading, hasFailed: true }, 1, true],
  ['never read', { ...reading, readAtMs: 0, hasFailed: true }, 1, false],
])('%s', (_, given, seconds, expected) => expect(isStale(given, later(seconds))).toBe(expected))
