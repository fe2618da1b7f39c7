import { describe, expect, it, test } from 'vitest'
import type { ActivityItem } from '@/lib/schemas/activity'
import { pauseOf, recordOf, retentionSince } from './records'
import { changedSince, goneRecord } from './records-of-others'

const you = { id: 'IBMid-1', name: 'Ines Brandt', email: 'ines@nordlicht.example', address: '' }
const other = { ...you, id: 'IBMid-2', name: 'Jonas Weber' }

function item(action: ActivityItem['action'], at: string, rest: Partial<ActivityItem> = {}) {
  const settled = { outcome: 'succeeded', before: null, after: null, settledAt: null } as const
  const job = { jobId: '7', jobName: 'shop-http', correlationId: 'FAKE-id' }
  return { action, at, actor: you, ...job, ...settled, ...rest }
}

const job = { id: '7', completeMs: Date.parse('2026-10-13T17:04:00Z') }
const pausedAt = '2026-10-13T17:05:00Z'
const of = (...items: ReturnType<typeof item>[]) => recordOf(job.id, items, true)
const off = (...items: ReturnType<typeof item>[]) => pauseOf(job.id, job.completeMs, items)

test('paused here, by whom', () => {
  expect(off(item('job.pause', pausedAt))).toEqual({
    how: 'paused',
    id: you.id,
    name: 'Ines Brandt',
    atMs: Date.parse(pausedAt),
  })
  expect(off(item('job.pause', pausedAt, { actor: other }))?.name).toBe('Jonas Weber')
})

test('switched off by an edit counts as paused; an edit that leaves the switch alone says nothing', () => {
  const on = { enabled: true }
  const not = { enabled: false }
  expect(off(item('job.update', pausedAt, { before: on, after: not }))?.how).toBe('paused')
  const rename = item('job.update', '2026-10-13T18:00:00Z', { before: not, after: not })
  expect(off(rename, item('job.pause', pausedAt))?.how).toBe('paused')
  expect(off(rename)).toBeNull()
})

test('created disabled', () => {
  const entry = item('job.create', pausedAt, { after: { enabled: false } })
  expect(off(entry)?.how).toBe('created')
  expect(of(entry)).toMatchObject({ createdAtMs: Date.parse(pausedAt), start: null })
})

test('a pause shows at IBM before its outcome is on record, and an attempt to resume changes nothing yet', () => {
  const pause = item('job.pause', pausedAt, { outcome: 'pending' })
  expect(off(pause)?.how).toBe('paused')
  expect(off(item('job.resume', resumedAt, { outcome: 'unknown' }), pause)?.how).toBe('paused')
})

const resumedAt = '2026-10-13T18:00:00Z'
const created = item('job.create', '2026-10-12T09:00:00Z', {
  after: { enabled: true },
  settledAt: '2026-10-12T09:00:02Z',
})

test('set going here: created or resumed, at the time of IBM’s answer', () => {
  expect(of(created).start).toEqual({
    how: 'created',
    atMs: Date.parse('2026-10-12T09:00:02Z'),
    correlationId: 'FAKE-id',
  })
  const resume = item('job.resume', resumedAt)
  expect(of(resume, item('job.pause', pausedAt), created).start).toMatchObject({
    how: 'resumed',
    atMs: Date.parse(resumedAt),
  })
  expect(of(item('job.resume', resumedAt, { outcome: 'failed' }), created).start?.how).toBe(
    'created',
  )
  expect(of(item('job.pause', '2026-10-13T19:00:00Z'), resume).start).toBeNull()
})

test('what lies before the entries that were read is not known', () => {
  const rename = item('job.update', resumedAt, { before: {}, after: {} })
  expect(recordOf(job.id, [rename], false).isWhole).toBe(false)
  // The newest switch is there, so what was before it does not matter.
  expect(recordOf(job.id, [rename, item('job.pause', pausedAt)], false).isWhole).toBe(true)
})

test('the last delivery before a resume, which IBM forgets', () => {
  const before = { enabled: false, lastComplete: '2026-10-13T17:04:00Z' }
  expect(of(item('job.resume', resumedAt, { before })).deliveredBeforeMs).toBe(
    Date.parse(before.lastComplete),
  )
  expect(of(item('job.resume', resumedAt)).deliveredBeforeMs).toBeNull()
})

test.each([
  ['nothing recorded', []],
  ['a pause that failed', [item('job.pause', pausedAt, { outcome: 'failed' })]],
  ['a pause of another job', [item('job.pause', pausedAt, { jobId: '8' })]],
  ['resumed since', [item('job.resume', '2026-10-13T18:00:00Z'), item('job.pause', pausedAt)]],
])('no record: %s', (_, items) => expect(off(...items)).toBeNull())

test('a job that delivered long after its pause was switched off by somebody else', () => {
  const ranMs = Date.parse('2026-10-13T20:00:00Z')
  expect(pauseOf(job.id, ranMs, [item('job.pause', pausedAt)])).toBeNull()
})

describe('a job that is gone', () => {
  const at = (minute: number) => `2026-10-14T09:0${minute}:00Z`

  it('was deleted by somebody', () =>
    expect(
      goneRecord([item('job.delete', at(9)), item('job.create', at(1))], null, 0, you.id),
    ).toEqual({
      name: 'shop-http',
      movedTo: null,
      lastSeenMs: Date.parse(at(9)),
      deleted: { by: 'Ines Brandt', isYou: true, atMs: Date.parse(at(9)) },
    }))

  it('was moved, and the job that took its place is known', () => {
    const moved = item('job.move', at(2), { after: { name: 'shop-http', move: { newJobId: '8' } } })
    const entries = [item('job.delete', at(9)), moved]
    expect(goneRecord(entries, null, 0, you.id)).toMatchObject({ movedTo: '8' })
    expect(goneRecord([moved], null, 0, you.id)).toMatchObject({ movedTo: null })
  })

  it('was last seen, and nobody here deleted it', () => {
    const tried = item('job.delete', at(9), { outcome: 'failed' })
    const seenMs = Date.parse(at(5))
    expect(goneRecord([tried, item('job.create', at(1))], 'shop', seenMs, null)).toEqual({
      name: 'shop',
      movedTo: null,
      lastSeenMs: seenMs,
      deleted: null,
    })
    expect(goneRecord([], undefined, 0, null)).toEqual({
      name: null,
      movedTo: null,
      lastSeenMs: null,
      deleted: null,
    })
  })
})

describe('changed since', () => {
  const ms = Date.parse(pausedAt)
  const update = (rest: Partial<ActivityItem> = {}) => item('job.update', pausedAt, rest)

  it('finds the newest change', () =>
    expect(changedSince([update({ actor: other })], ms - 1, you.id)).toEqual({
      by: 'Jonas Weber',
      isYou: false,
      atMs: ms,
    }))

  it('blames nobody for what was before, failed, or was no change', () => {
    expect(changedSince([update()], ms + 120_000, null)).toBeNull()
    expect(changedSince([update({ outcome: 'failed' })], ms - 1, null)).toBeNull()
    expect(changedSince([item('ownership.challenge', pausedAt)], ms - 1, null)).toBeNull()
    expect(changedSince([], 0, null)).toBeNull()
  })
})

test('since when log retention is on or off, where it was switched here last', () => {
  const last = item('retention.update', pausedAt, { jobId: null, after: { enabled: true } })
  expect(retentionSince(last, true)).toBe(Date.parse(pausedAt))
  // Somebody has switched it back since, somewhere else.
  expect(retentionSince(last, false)).toBeNull()
  expect(retentionSince(undefined, true)).toBeNull()
})
