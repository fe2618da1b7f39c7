import { expect, test } from 'vitest'
import type { Job } from '@/lib/schemas/job'
import { deliveredBefore, detailWords, lossWords, stateLook, wasSo } from './words'

// Local times, because the words are the reader's.
const at = (hour: number, minute: number, day = 14) =>
  new Date(2026, 9, day, hour, minute).toISOString()
const now = Date.parse(at(9, 42))
const ms = (text: string) => Date.parse(text)

const facts = (
  state: Job['state'],
  lastComplete: string | null,
  rest: Partial<Pick<Job, 'frequency' | 'lastError'>> = {},
) => ({
  state,
  dataset: 'http_requests',
  lastComplete,
  lastError: null,
  frequency: 'high' as const,
  ...rest,
})
const nobody = {
  off: null,
  start: null,
  createdAtMs: null,
  deliveredBeforeMs: null,
  isWhole: true,
}
const paused = {
  ...nobody,
  off: { how: 'paused' as const, by: 'Ines Brandt', isYou: false, atMs: ms(at(17, 5, 13)) },
}

test.each([
  ['failing', facts('failing', at(3, 2)), 'since 03:02', '6 h 40 min not delivered'],
  [
    'failing for days',
    facts('failing', at(18, 20, 11)),
    'since Sun 18:20',
    '2 d 15 h not delivered',
  ],
  [
    'failing from the start',
    facts('failing', null, { lastError: at(9, 41) }),
    'since 09:41',
    'nothing delivered yet',
  ],
  ['failing, no times', facts('failing', null), '', 'nothing delivered yet'],
  ['late', facts('late', at(9, 4)), '38 min behind · limit 15 min', ''],
  [
    'late, rarely sent',
    facts('late', at(8, 30), { frequency: 'low' }),
    '1 h 12 min behind · limit 60 min',
    '',
  ],
  ['delivering', facts('delivering', at(9, 41)), '', ''],
  ['never ran', facts('never_ran', null), 'no file yet', ''],
  ['off', facts('off', at(9, 0)), 'reason unknown', ''],
] as const)('%s', (_, given, detail, loss) => {
  expect(detailWords(given, nobody, now)).toBe(detail)
  expect(lossWords(given, { enabled: true, sinceMs: null }, now)).toBe(loss)
})

test('a job that is off, by records that do not reach back far enough, says nothing of why', () =>
  expect(detailWords(facts('off', at(9, 0)), { ...nobody, isWhole: false }, now)).toBe(''))

test('a job that is off says who paused it, where we know', () => {
  const off = facts('off', null)
  expect(detailWords(off, paused, now)).toBe('by Ines Brandt, yesterday 17:05')
  expect(stateLook('off', paused)).toEqual({ glyph: 'bars', word: 'Paused' })
  const you = { ...paused, off: { ...paused.off, isYou: true } }
  expect(detailWords(off, you, now)).toBe('by you, yesterday 17:05')
  const made = { ...paused, off: { ...paused.off, how: 'created' as const } }
  expect(detailWords(off, made, now)).toBe('created disabled by Ines Brandt, yesterday 17:05')
  expect(stateLook('off', made).word).toBe('Disabled')
})

test('nothing is said of the reason before the activity was read', () => {
  expect(detailWords(facts('off', null), undefined, now)).toBe('')
  expect(stateLook('off', undefined).word).toBe('Disabled')
})

test('a job without a file yet says when it was created or resumed, and the limit once that is over', () => {
  const waiting = facts('never_ran', null)
  const created = { ...nobody, createdAtMs: now - 86_400_000 }
  expect(detailWords(waiting, created, now)).toBe('created 1 d ago · limit 15 min')
  const start = { how: 'resumed', atMs: now - 20_000, correlationId: null } as const
  expect(detailWords(waiting, { ...created, start }, now)).toBe('resumed 20 s ago')
})

test('what IBM forgot is remembered', () => {
  const record = { ...nobody, deliveredBeforeMs: ms(at(17, 4, 13)) }
  expect(deliveredBefore({ lastComplete: null }, record)).toBe(record.deliveredBeforeMs)
  expect(deliveredBefore({ lastComplete: at(9, 0) }, record)).toBeNull()
})

test('without retention what is not delivered is lost', () =>
  expect(lossWords(facts('failing', at(3, 2)), { enabled: false, sinceMs: null }, now)).toBe(
    '6 h 40 min lost',
  ))

test('what was so', () => {
  expect(wasSo('delivering', ms(at(9, 31)), now)).toBe('was delivering at 09:31')
  expect(wasSo('never_ran', ms(at(9, 31)), now)).toBe('had not run at 09:31')
})
