import { describe, expect, it } from 'vitest'
import type { KnownJob } from '@/lib/fleet/advance'
import type { JobNow } from '@/lib/fleet/cells'
import { minute, t0 as now, seen } from '@/lib/fleet/testing'
import type { JobState } from '@/lib/schemas/job'
import { type LookedZone, look, type Sight } from './look'

const day = 86_400_000

const known: KnownJob = {
  ...seen,
  bornMs: now - 30 * day,
  readMs: now,
  goneMs: null,
  disabled: null,
  startMs: null,
  standing: { state: 'delivering', sinceMs: null },
  spanMs: now,
  gap: null,
  toldErrors: [],
}

function job(state: JobState, sinceMs: number | null, over: Partial<KnownJob> = {}): JobNow {
  const enabled = !['paused', 'off', 'disabled_by_service'].includes(state)
  return { job: { ...known, enabled, ...over }, standing: { state, sinceMs }, overdueMs: null }
}

function zone(name: string, jobs: readonly JobNow[], over: Partial<LookedZone> = {}): LookedZone {
  return {
    zone: { id: name, name: `${name}.example`, instanceId: 'one' },
    owner: 'team',
    jobs,
    deleted: [],
    isKnown: true,
    readAt: now,
    goodForMs: 3 * minute,
    failures: 0,
    errorCode: null,
    retention: true,
    isNeeded: () => true,
    ...over,
  }
}

const sight = (zones: readonly LookedZone[], over: Partial<Sight> = {}): Sight => ({
  zones,
  instances: [],
  events: [],
  keys: [],
  nowMs: now,
  ...over,
})

/** What is said now of the first thing that was found before. */
function later(when: Parameters<typeof look>[0], before: Sight, after: Sight, afterMs = 0) {
  const [subject] = look(when, 0, before).subjects
  if (!subject) throw new Error('nothing was found')
  return look(when, afterMs, after).verdictOf(subject)
}

/** The ids of jobs that fail, those together that have one cause. */
function groupsOf(scene: Sight) {
  const { subjects } = look('failing', 0, scene)
  return [...Map.groupBy(subjects, ({ group }) => group).values()].map((group) =>
    group.map(({ job }) => job?.id),
  )
}

describe('what a rule finds', () => {
  const failing = job('failing', now - hours(2), { errorText: 'AccessDenied' })

  it('is jobs in its state, with their cause and since when', () => {
    const scene = sight([zone('a', [failing, job('late', now, { id: '2' })])])
    expect(look('failing', 0, scene).subjects).toMatchObject([
      { job: { id: '1' }, cause: 'AccessDenied', sinceMs: now - hours(2), zone: { id: 'a' } },
    ])
    expect(look('late', 0, scene).subjects).toMatchObject([{ job: { id: '2' } }])
    expect(look('failing', hours(3), scene).subjects).toEqual([])
  })

  it('is late also what should have delivered for the first time', () => {
    const waiting = job('never_ran', now - hours(3), { id: '2', completeMs: null })
    const overdue = { ...waiting, overdueMs: now - hours(2) }
    expect(look('late', 0, sight([zone('a', [waiting])])).subjects).toEqual([])
    const scene = sight([zone('a', [overdue])])
    expect(look('late', hours(2), scene).subjects).toMatchObject([
      { job: { id: '2' }, sinceMs: now - hours(2) },
    ])
    expect(look('late', hours(3), scene).subjects).toEqual([])
    expect(later('late', scene, scene)).toBe('still')
    expect(later('late', scene, sight([zone('a', [job('delivering', now, { id: '2' })])]))).toBe(
      'good',
    )
  })

  it('is in common to jobs that fail at one bucket, whatever words IBM has for it', () => {
    const at = (id: string, place: string, errorText: string) =>
      job('failing', now, { id, place, errorText })
    const scene = sight([
      zone('a', [at('1', 'logs/a', 'refused, request 0af3c2d1-77 at 12:01')]),
      zone('b', [at('2', 'logs/b', 'error writing object: AccessDenied')]),
      zone('c', [at('3', 'other/b', 'error writing object: AccessDenied')]),
      zone('d', [at('4', 'logs/b', 'unexpected status 403')]),
    ])
    expect(groupsOf(scene)).toEqual([['1', '2', '4'], ['3']])
  })

  it('is in common by IBM’s words but for numbers where no place is known', () => {
    const at = (id: string, errorText: string) => job('failing', now, { id, place: '', errorText })
    const scene = sight([
      zone('a', [at('1', 'refused, request 0af3c2d1-77 at 12:01')]),
      zone('b', [at('2', 'refused, request 1bf3c2d1-93 at 13:44')]),
      zone('c', [at('3', 'no such host')]),
    ])
    expect(groupsOf(scene)).toEqual([['1', '2'], ['3']])
  })

  it('is over, or not known, where the job is in the picture no more', () => {
    const before = sight([zone('a', [failing])])
    expect(later('failing', before, sight([zone('a', [])]))).toBe('ended')
    expect(later('failing', before, sight([zone('a', [], { isKnown: false })]))).toBe('unknown')
    expect(later('failing', before, sight([]))).toBe('ended')
  })

  it('is not over while it is so for less long than a rule says', () => {
    const scene = sight([zone('a', [failing])])
    expect(later('failing', scene, scene, hours(9))).toBe('still')
  })

  it('is what was deleted and changed by other means, for a day', () => {
    const gone = (ago: number) => job('gone', now - ago, { goneMs: now - ago })
    const zones = [zone('a', [gone(hours(1))]), zone('b', [gone(2 * day)])]
    expect(look('gone', 0, sight(zones)).subjects).toMatchObject([{ zone: { id: 'a' } }])
    const event = { zone: zone('a', []).zone, job: { id: '1', name: null }, dataset: null }
    const events = (['changed', 'failing', 'created'] as const).map((kind, nth) => ({
      ...event,
      kind,
      atMs: now - nth * hours(1),
    }))
    const old = { ...event, kind: 'changed' as const, atMs: now - 2 * day }
    const { subjects } = look('changed_outside', 0, sight([], { events: [...events, old] }))
    expect(subjects.map(({ cause }) => cause)).toEqual([
      'Its settings were changed.',
      'It was created.',
    ])
  })

  it('is a dataset that nothing sends any more, whoever stopped it', () => {
    const deleted = [{ dataset: 'http_requests', goneMs: now - minute }]
    const lost = (one: LookedZone) => look('coverage_lost', 0, sight([one])).subjects
    expect(lost(zone('a', [], { deleted }))).toMatchObject([
      { dataset: 'http_requests', sinceMs: now - minute, job: null },
    ])
    expect(lost(zone('a', [job('paused', now)]))).toHaveLength(1)
    expect(lost(zone('a', [job('gone', now), job('paused', now)]))).toHaveLength(1)
    expect(lost(zone('a', [failing], { deleted }))).toEqual([])
    expect(lost(zone('a', [], { deleted, isNeeded: () => false }))).toEqual([])
    expect(lost(zone('a', [], { deleted, isKnown: false }))).toEqual([])
    expect(lost(zone('a', []))).toEqual([])
    const before = sight([zone('a', [], { deleted })])
    const verdict = (one: LookedZone) => later('coverage_lost', before, sight([one]))
    expect(verdict(zone('a', [job('never_ran', null)], { deleted }))).toBe('good')
    expect(verdict(zone('a', [], { isKnown: false }))).toBe('unknown')
    expect(verdict(zone('a', [], { deleted, isNeeded: () => false }))).toBe('ended')
  })

  it('is log retention that is off where jobs run', () => {
    const off = { retention: false }
    const before = sight([zone('a', [failing], off), zone('b', [], off), zone('c', [failing])])
    expect(look('retention_off', 0, before).subjects.map(({ key }) => key)).toEqual(['a'])
    const verdict = (retention: boolean | null, jobs = [failing]) =>
      later('retention_off', before, sight([zone('a', jobs, { retention })]))
    expect([verdict(true), verdict(null), verdict(false, [])]).toEqual(['good', 'unknown', 'ended'])
  })

  it('is a key that ends within two weeks, or that IBM takes no more', () => {
    const key = { id: 'k', name: 'prod', keyName: null, isRefused: false }
    const keys = (expiresAt: number | null, isRefused = false) =>
      sight([], { keys: [{ ...key, expiresAt, isRefused }] })
    const soon = keys(now + 13 * day)
    expect(look('key_expiring', 0, soon).subjects).toMatchObject([{ label: 'prod', zone: null }])
    expect(look('key_expiring', 0, keys(null, true)).subjects).toHaveLength(1)
    expect(look('key_expiring', 0, keys(now + 15 * day)).subjects).toEqual([])
    expect(later('key_expiring', soon, keys(now + 90 * day))).toBe('good')
    expect(later('key_expiring', soon, sight([]))).toBe('ended')
  })

  it('is instances whose zones can’t be listed, but not for a moment', () => {
    const instance = (unreadMs: number | null) =>
      sight([], {
        instances: [
          {
            id: 'one',
            name: 'my-cis',
            unread: unreadMs === null ? null : { errorCode: '403', sinceMs: now - unreadMs },
          },
        ],
      })
    const before = instance(5 * minute)
    expect(look('collector_behind', 0, before).subjects).toMatchObject([
      { label: 'my-cis', zone: null, cause: expect.stringContaining('403') },
    ])
    expect(look('collector_behind', 0, instance(minute)).subjects).toEqual([])
    expect(later('collector_behind', before, instance(null))).toBe('good')
    expect(later('collector_behind', before, instance(minute))).toBe('still')
    expect(later('collector_behind', before, sight([]))).toBe('ended')
  })

  it('is jobs that went with their zone', () => {
    const event = {
      kind: 'gone' as const,
      atMs: now - minute,
      zone: { id: 'a', name: 'a.example', instanceId: 'one' },
      job: { id: '1', name: 'shop-http' },
      dataset: null,
    }
    expect(look('gone', 0, sight([], { events: [event] })).subjects).toMatchObject([
      { zone: { id: 'a' }, job: { id: '1' }, sinceMs: now - minute },
    ])
    expect(look('gone', 0, sight([zone('a', [])], { events: [event] })).subjects).toEqual([])
    expect(look('changed_outside', 0, sight([], { events: [event] })).subjects).toEqual([])
  })

  it('is zones that were read too long ago, and those that can’t be read at all, but none whose turn has not come', () => {
    const old = { isKnown: false, readAt: now - minute * 10, failures: 3, errorCode: 'forbidden' }
    const before = sight([zone('a', [], old), zone('b', [], { isKnown: false, readAt: null })])
    const never = { isKnown: false, readAt: null, failures: 2, errorCode: '500' }
    expect(look('collector_behind', 0, sight([zone('c', [], never)])).subjects).toMatchObject([
      { key: 'c', cause: 'No usable response from IBM (500).', sinceMs: null },
    ])
    expect(look('collector_behind', 0, before).subjects).toMatchObject([
      { key: 'a', cause: 'No usable response from IBM (forbidden).', sinceMs: now - 7 * minute },
    ])
    expect(look('collector_behind', 8 * minute, before).subjects).toEqual([])
    expect(later('collector_behind', before, sight([zone('a', [])]))).toBe('good')
    expect(later('collector_behind', before, sight([]))).toBe('ended')
  })
})

function hours(count: number): number {
  return count * 60 * minute
}
