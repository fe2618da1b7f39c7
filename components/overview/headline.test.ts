import { describe, expect, it } from 'vitest'
import type { Overview } from '@/lib/schemas/overview'
import { amountOf, asOldTold, headline } from './headline'

const totals: Overview['totals'] = {
  zones: 214,
  zonesRead: 214,
  zonesNotKnown: 0,
  jobs: 545,
  delivering: 545,
  quiet: 0,
  late: 0,
  failing: 0,
  paused: 0,
  disabled_by_service: 0,
  off: 0,
  never_ran: 0,
  not_known: 0,
  gone: 0,
  lastLosing: 0,
}
const collector: Overview['collector'] = {
  state: 'running',
  listing: 'done',
  oldest: '2026-03-02T09:10:00.000Z',
  cycleSeconds: 130,
  budgetShare: 0.2,
  budgetLimit: 0.5,
}
const now = Date.parse('2026-03-02T12:00:00Z')

type Unread = { kind: 'zones_not_known' | 'collector_behind'; zones: number; since?: null }
/** The rows of "needs attention" about zones that are not known. */
const rowsOf = (all: readonly Unread[]): Overview['attention'] =>
  all.map(({ kind, zones, since }) => ({
    kind,
    zone: null,
    job: null,
    state: 'not_known',
    since: since === null ? null : '2026-03-02T11:50:00.000Z',
    lostSeconds: null,
    recoverableUntil: null,
    isLost: false,
    cause: null,
    action: 'view',
    subject: null,
    dueAt: null,
    count: 0,
    zones,
    destination: null,
    jobs: [],
  }))

const sentence = (
  over: Partial<Overview['totals']>,
  lostSeconds = 0,
  state = collector.state,
  unread: readonly Unread[] = [],
) =>
  headline(
    {
      totals: { ...totals, ...over },
      lostSeconds,
      collector: { ...collector, state },
      attention: rowsOf(unread),
    },
    now,
  )
const of = (...asked: Parameters<typeof sentence>) => {
  const { key, rest } = sentence(...asked)
  return `${key} ${rest}`.trim().replaceAll(/\d\d:\d\d/g, 'hh:mm')
}
const silent = (zones: number): Unread => ({ kind: 'zones_not_known', zones })
const waiting = (zones: number): Unread => ({ kind: 'collector_behind', zones })

describe('the sentence of the overview', () => {
  it.each([
    [
      of({ failing: 40, disabled_by_service: 1, delivering: 502, late: 2 }, 290 * 3_600),
      '41 of 545 jobs are not delivering. 290 hours of logs missing since yesterday, over all jobs; 2 more are late.',
    ],
    [of({}), 'All 545 jobs are delivering. Nothing missing since yesterday.'],
    [of({ jobs: 1, delivering: 1 }), 'The one job is delivering. Nothing missing since yesterday.'],
    [of({ delivering: 543, late: 2 }), '2 of 545 jobs are late. Nothing missing since yesterday.'],
    [
      of({ delivering: 540, paused: 5 }),
      '540 of 545 jobs are delivering; none is failing. Nothing missing since yesterday.',
    ],
    [of({ jobs: 0, delivering: 0 }), 'No Logpush jobs yet in 214 zones.'],
    [
      of({ zonesRead: 0, jobs: 0, delivering: 0 }, 0, 'starting'),
      'Reading 214 zones for the first time…',
    ],
    [
      of({ zonesRead: 84, jobs: 200, delivering: 200 }, 0, 'starting'),
      'All 200 jobs found are delivering. Nothing missing since yesterday, as far as known. 84 of 214 zones read so far.',
    ],
    [
      of({ zonesRead: 84, jobs: 0, delivering: 0 }, 0, 'starting'),
      'No Logpush jobs found so far. 84 of 214 zones read so far.',
    ],
    [of({ zones: 0, zonesRead: 0, jobs: 0, delivering: 0 }, 0, 'starting'), 'Loading your zones…'],
  ])('%s', (said, wanted) => expect(said).toBe(wanted))

  it('claims nothing of zones that could not be listed', () => {
    const failed = { ...collector, listing: 'failed' as const }
    const said = headline({ totals, lostSeconds: 0, collector: failed, attention: [] }, now)
    expect(`${said.key} ${said.rest}`).toBe(
      'All 545 jobs found are delivering. Nothing missing since yesterday, as far as known. The zones of some instances could not be loaded.',
    )
  })

  it.each([
    [
      of({ zonesNotKnown: 12, not_known: 30, delivering: 515 }, 0, 'behind', [silent(12)]),
      '515 of 545 jobs are delivering; 30 are not known. Nothing missing since yesterday, as far as known. 12 of 214 zones unknown: no response from IBM since hh:mm.',
    ],
    [
      of({ zonesNotKnown: 1, not_known: 1, delivering: 539, paused: 5, lastLosing: 1 }, 7_200),
      '539 of 545 jobs are delivering; 1 is not known. It was not delivering when last read. 2 hours of logs missing since yesterday, over all jobs, as far as known. 1 of 214 zones unknown.',
    ],
    [
      of({ zonesNotKnown: 214, not_known: 545, delivering: 0, lastLosing: 41 }, 0, 'stopped', [
        silent(214),
      ]),
      'The state of all 545 jobs is not known. 41 of them were not delivering when last read. Nothing missing since yesterday, as far as known. All 214 zones unknown: no response from IBM since hh:mm.',
    ],
    [
      of({ zones: 1, zonesRead: 1, zonesNotKnown: 1, jobs: 1, not_known: 1, delivering: 0 }, 0),
      'The state of the one job is not known. Nothing missing since yesterday, as far as known. The one zone is unknown.',
    ],
    [
      of(
        { zonesNotKnown: 12, not_known: 30, failing: 11, delivering: 502, late: 2, lastLosing: 5 },
        7_200,
        'behind',
        [silent(12)],
      ),
      '11 of 545 jobs are not delivering. 2 hours of logs missing since yesterday, over all jobs, as far as known; 2 more are late. 30 jobs are not known; 5 of them were not delivering when last read. 12 of 214 zones unknown: no response from IBM since hh:mm.',
    ],
    [
      of({ zonesNotKnown: 1, not_known: 1, delivering: 542, late: 2 }, 0, 'behind', [silent(1)]),
      '2 of 545 jobs are late. Nothing missing since yesterday, as far as known. 1 job is not known. 1 of 214 zones unknown: no response from IBM since hh:mm.',
    ],
    [
      of({ zonesRead: 213, zonesNotKnown: 1 }, 0, 'running', [
        { kind: 'zones_not_known', zones: 1, since: null },
      ]),
      'All 545 jobs found are delivering. Nothing missing since yesterday, as far as known. 1 of 214 zones unknown: no response from IBM.',
    ],
    [
      of({ zonesRead: 213, zonesNotKnown: 1, delivering: 540, paused: 5 }, 0, 'running'),
      '540 of 545 jobs found are delivering. Nothing missing since yesterday, as far as known. 1 of 214 zones unknown.',
    ],
    [
      of({ zonesNotKnown: 12, jobs: 0, delivering: 0 }, 0, 'behind', [silent(12)]),
      'No Logpush jobs found so far. 12 of 214 zones unknown: no response from IBM since hh:mm.',
    ],
    [
      of({ zonesRead: 0, zonesNotKnown: 214, jobs: 0, delivering: 0 }),
      'None of the 214 zones could be read. Retrying automatically.',
    ],
  ])('says what it does not know: %s', (said, wanted) => expect(said).toBe(wanted))

  it.each([
    ['behind', 'the background readings are behind; the oldest is from hh:mm.'],
    ['stopped', 'the background readings have stopped; the oldest is from hh:mm.'],
    ['off', 'background readings are off; the oldest is from hh:mm.'],
  ] as const)('does not lay at IBM’s door that its own readings are %s', (state, why) => {
    expect(
      of({ zonesNotKnown: 12, not_known: 30, delivering: 515 }, 0, state, [waiting(12)]),
    ).toMatch(new RegExp(` 12 of 214 zones unknown: ${why}$`))
  })

  it('tells both reasons apart, and of none that is tried again where nothing is', () => {
    const some = { zonesNotKnown: 15, not_known: 30, delivering: 515 }
    expect(of(some, 0, 'behind', [silent(12), waiting(3)])).toMatch(
      / 15 of 214 zones unknown: no response from IBM about 12 of them since hh:mm, and the background readings are behind; the oldest is from hh:mm\.$/,
    )
    expect(of(some, 0, 'off', [silent(12), waiting(3)])).toMatch(
      / 15 of 214 zones unknown: background readings are off; the oldest is from hh:mm\.$/,
    )
    const none = { zonesRead: 0, jobs: 0, delivering: 0 }
    expect(of(none, 0, 'off')).toBe('214 zones have not been read. Background readings are off.')
    expect(of({ ...none, zonesNotKnown: 214 }, 0, 'off')).toBe(
      'None of the 214 zones could be read. Background readings are off.',
    )
  })

  it('claims nothing by what the page was told long ago', () => {
    const told = {
      totals: { ...totals, delivering: 502, failing: 40, disabled_by_service: 1, late: 2 },
      lostSeconds: 7_200,
      collector,
      attention: [],
    }
    const { look, key, rest } = headline(asOldTold(told), now)
    expect(`${look}: ${key} ${rest}`).toBe(
      'unknown: The state of all 545 jobs is not known. 41 of them were not delivering when last read. 2 hours of logs missing since yesterday, over all jobs, as far as known. All 214 zones unknown.',
    )
  })

  it('has a look of its own where jobs are not known and none is known to fail', () => {
    expect(sentence({ not_known: 30, delivering: 515 }).look).toBe('unknown')
    expect(sentence({ zonesRead: 0, zonesNotKnown: 214, jobs: 0, delivering: 0 }).look).toBe(
      'unknown',
    )
    expect(sentence({ not_known: 30, failing: 1, delivering: 514 }).look).toBe('loss')
    expect(sentence({ not_known: 30, late: 1, delivering: 514 }).look).toBe('warn')
    expect(sentence({}).look).toBe('ink')
  })

  it.each([
    [30, '1 minute of logs'],
    [150, '2 minutes of logs'],
    [7_199, '119 minutes of logs'],
    [7_200, '2 hours of logs'],
    [3_600_000, '1,000 hours of logs'],
  ])('%s seconds are %s', (seconds, words) => expect(amountOf(seconds)).toBe(words))
})
