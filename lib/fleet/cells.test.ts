import { describe, expect, it } from 'vitest'
import type { KnownJob } from './advance'
import { byId, isShown, jobsNow } from './cells'
import { minute, seen, t0 } from './testing'

const waiting: KnownJob = {
  ...seen,
  completeMs: null,
  bornMs: t0,
  readMs: t0,
  goneMs: null,
  disabled: null,
  startMs: t0,
  standing: { state: 'never_ran', sinceMs: t0 },
  spanMs: t0,
  gap: null,
  toldErrors: [],
}
const zone = { status: 'active', paused: false, goodForMs: 3 * minute }

it('knows nothing of a job that the zone’s last readings lacked, once its own is too old', () => {
  const job: KnownJob = {
    ...waiting,
    completeMs: t0 - minute,
    standing: { state: 'delivering', sinceMs: t0 },
  }
  const stateAt = (readAt: number) => jobsNow({ ...zone, readAt }, [job], readAt)[0]?.standing.state
  expect(stateAt(t0 + 2 * minute)).toBe('delivering')
  expect(stateAt(t0 + 4 * minute)).toBe('not_known')
  expect(stateAt(t0 + 60 * minute)).toBe('not_known')
})

it('shows a job that is gone for longer than a rule of alerts waits at most', () => {
  const job = { ...waiting, goneMs: t0 }
  const longestWait = 10_080 * minute
  expect(isShown(job, t0 + longestWait + 60 * minute)).toBe(true)
  expect(isShown(job, t0 + 2 * longestWait)).toBe(false)
})

describe('an id that was given again', () => {
  const later = t0 + 60 * minute
  const gone: KnownJob = { ...waiting, goneMs: t0 + minute, name: 'old' }
  const living: KnownJob = { ...waiting, bornMs: t0 + minute, readMs: later, name: 'new' }
  const nameOf = (...jobs: KnownJob[]) =>
    byId(jobsNow({ ...zone, readAt: later }, jobs, later)).get('1')?.job.name

  it('is of the job that lives, whichever of them is worse or comes first', () => {
    expect(nameOf(gone, living)).toBe('new')
    expect(nameOf(living, gone)).toBe('new')
    // A clock that was put back in between.
    expect(nameOf(gone, { ...living, bornMs: t0 - minute })).toBe('new')
  })

  it('is of the last of those that are gone', () => {
    const last = { ...living, goneMs: later }
    expect(nameOf(gone, last)).toBe('new')
    expect(nameOf(last, gone)).toBe('new')
  })
})

describe('a job that has delivered nothing yet', () => {
  const overdueMs = (readMs: number, over: Partial<KnownJob> = {}, ofZone = {}, nowMs = readMs) =>
    jobsNow({ ...zone, readAt: readMs, ...ofZone }, [{ ...waiting, readMs, ...over }], nowMs)[0]
      ?.overdueMs

  it('is overdue once it had as long as any other, when IBM was asked', () => {
    const limit = t0 + 15 * minute
    expect(overdueMs(limit)).toBeNull()
    expect(overdueMs(limit, {}, {}, limit + minute)).toBeNull()
    expect(overdueMs(limit + 1)).toBe(limit)
    expect(overdueMs(limit + 1, { limitMs: 60 * minute })).toBeNull()
    expect(overdueMs(limit + 1, { startMs: t0 + minute })).toBeNull()
    // Before anybody looked, nobody knows; since then one does.
    expect(overdueMs(limit + 1, { startMs: null })).toBe(limit)
  })

  it('is not while nothing need come, or nobody knows', () => {
    const late = t0 + 60 * minute
    expect(overdueMs(late, {}, { paused: true })).toBeNull()
    expect(overdueMs(late, {}, { status: 'pending' })).toBeNull()
    expect(overdueMs(late, { enabled: false })).toBeNull()
    expect(overdueMs(late, { goneMs: late })).toBeNull()
    expect(overdueMs(late, {}, {}, late + 60 * minute)).toBeNull()
    expect(overdueMs(late, { completeMs: late - minute })).toBeNull()
  })
})
