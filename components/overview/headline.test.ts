import { describe, expect, it } from 'vitest'
import type { Overview } from '@/lib/schemas/overview'
import { amountOf, headline } from './headline'

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
const of = (over: Partial<Overview['totals']>, lostSeconds = 0, state = collector.state) => {
  const { key, rest } = headline(
    { totals: { ...totals, ...over }, lostSeconds, collector: { ...collector, state } },
    now,
  )
  return `${key} ${rest}`.trim()
}

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
      'All 200 jobs are delivering. Nothing missing since yesterday. 84 of 214 zones read so far.',
    ],
    [
      of({ zonesRead: 213, zonesNotKnown: 1 }),
      'All 545 jobs are delivering. Nothing missing since yesterday. 1 of 214 zones unknown: no response from IBM since 09:10.',
    ],
    [
      of({ zonesRead: 0, zonesNotKnown: 214, jobs: 0, delivering: 0 }),
      'None of the 214 zones could be read. Retrying automatically.',
    ],
    [of({ zones: 0, zonesRead: 0, jobs: 0, delivering: 0 }, 0, 'starting'), 'Loading your zones…'],
  ])('%s', (said, wanted) => expect(said).toBe(wanted))

  it('claims nothing of zones that could not be listed', () => {
    const failed = { ...collector, listing: 'failed' as const }
    const said = headline({ totals, lostSeconds: 0, collector: failed }, now)
    expect(`${said.key} ${said.rest}`).toBe(
      'All 545 jobs found are delivering. Nothing missing since yesterday. The zones of some instances could not be loaded.',
    )
  })

  it('says what is not known, and since when', () => {
    expect(of({ zonesNotKnown: 12, not_known: 30, delivering: 515 })).toMatch(
      / 12 of 214 zones unknown: no response from IBM since \d\d:\d\d\.$/,
    )
  })

  it.each([
    [30, '1 minute of logs'],
    [150, '2 minutes of logs'],
    [7_199, '119 minutes of logs'],
    [7_200, '2 hours of logs'],
    [3_600_000, '1,000 hours of logs'],
  ])('%s seconds are %s', (seconds, words) => expect(amountOf(seconds)).toBe(words))
})
