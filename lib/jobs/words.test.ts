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
  rest: Partial<Pick<Job, 'frequency' | 'since' | 'cause' | 'by'>> = {},
) => ({
  state,
  since: state === 'failing' ? lastComplete : null,
  cause: null,
  by: null,
  dataset: 'http_requests',
  lastComplete,
  frequency: 'high' as const,
  ...rest,
})
const nobody = { start: null, createdAtMs: null, deliveredBeforeMs: null, isWhole: true }
const ines = { id: 'IBMid-1', name: 'Ines Brandt', how: 'paused' } as const
const told = (
  given: Parameters<typeof detailWords>[0],
  record: typeof nobody | Parameters<typeof detailWords>[1]['record'] = nobody,
  personId: string | null = null,
) => detailWords(given, { record, personId }, now)

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
    facts('failing', null, { since: at(9, 41) }),
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
  [
    'disabled by IBM',
    facts('disabled_by_service', at(18, 17, 10), { since: at(18, 20, 11) }),
    'since Sun 18:20',
    '3 d 15 h not delivered',
  ],
  [
    'quiet',
    facts('quiet', at(8, 10), { since: at(8, 10), cause: 'dataset' }),
    'no HTTP requests since 08:10',
    '',
  ],
  [
    'quiet with its zone',
    facts('quiet', at(8, 10), { since: at(8, 10), cause: 'zone' }),
    'no traffic since 08:10',
    '',
  ],
  [
    'paused elsewhere',
    facts('paused', at(9, 0), { since: at(9, 1), cause: 'elsewhere' }),
    'not through this dashboard',
    '',
  ],
] as const)('%s', (_, given, detail, loss) => {
  expect(told(given)).toBe(detail)
  expect(lossWords(given, { enabled: true, sinceMs: null }, now)).toBe(loss)
})

test('a paused job says who did it', () => {
  const paused = facts('paused', null, { since: at(17, 5, 13), cause: 'here', by: ines })
  expect(told(paused)).toBe('by Ines Brandt, yesterday 17:05')
  expect(stateLook(paused)).toEqual({ glyph: 'bars', word: 'Paused' })
  expect(told(paused, nobody, ines.id)).toBe('by you, yesterday 17:05')
  const made = { ...paused, by: { ...ines, how: 'created' as const } }
  expect(told(made)).toBe('created disabled by Ines Brandt, yesterday 17:05')
  expect(stateLook(made).word).toBe('Disabled')
  // Of a pause long ago only the name was kept: nobody is taken for you by it.
  expect(told({ ...paused, by: { ...ines, id: null } }, nobody, null)).toContain('Ines Brandt')
})

test('a job without a file yet says when it was created or resumed, and the limit once that is over', () => {
  const waiting = facts('never_ran', null)
  const created = { ...nobody, createdAtMs: now - 86_400_000 }
  expect(told(waiting, created)).toBe('created 1 d ago · limit 15 min')
  const start = { how: 'resumed', atMs: now - 20_000, correlationId: null } as const
  expect(told(waiting, { ...created, start })).toBe('resumed 20 s ago')
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
