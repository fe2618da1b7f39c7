import { expect, test } from 'vitest'
import type { ActivityItem } from '@/lib/schemas/activity'
import { recordOf } from './records'

const you = { id: 'IBMid-1', name: 'Ines Brandt', email: 'ines@nordlicht.example', address: '' }
const other = { ...you, id: 'IBMid-2', name: 'Jonas Weber' }

function item(
  action: ActivityItem['action'],
  at: string,
  rest: Partial<Pick<ActivityItem, 'actor' | 'after' | 'before' | 'jobId' | 'outcome'>> = {},
) {
  const settled = { outcome: 'succeeded', before: null, after: null } as const
  return { action, at, actor: you, jobId: '7', ...settled, ...rest }
}

const job = { id: '7', lastComplete: '2026-10-13T17:04:00Z' }
const pausedAt = '2026-10-13T17:05:00Z'
const of = (...items: ReturnType<typeof item>[]) => recordOf(job, items, you.id)

test('paused here, by you and by somebody else', () => {
  expect(of(item('job.pause', pausedAt)).off).toEqual({
    how: 'paused',
    by: 'Ines Brandt',
    isYou: true,
    atMs: Date.parse(pausedAt),
  })
  expect(of(item('job.pause', pausedAt, { actor: other })).off).toMatchObject({
    by: 'Jonas Weber',
    isYou: false,
  })
})

test('switched off by an edit counts as paused; an edit that leaves the switch alone says nothing', () => {
  const on = { enabled: true }
  const off = { enabled: false }
  expect(of(item('job.update', pausedAt, { before: on, after: off })).off?.how).toBe('paused')
  const rename = item('job.update', '2026-10-13T18:00:00Z', { before: off, after: off })
  expect(of(rename, item('job.pause', pausedAt)).off?.how).toBe('paused')
  expect(of(rename).off).toBeNull()
})

test('made switched off', () => {
  const record = of(item('job.create', pausedAt, { after: { enabled: false } }))
  expect(record.off?.how).toBe('made')
  expect(record.madeAtMs).toBe(Date.parse(pausedAt))
})

test('resumed here', () => {
  const resume = item('job.resume', '2026-10-13T18:00:00Z')
  expect(of(resume, item('job.pause', pausedAt)).resumedAtMs).toBe(Date.parse(resume.at))
  expect(of(item('job.pause', '2026-10-13T19:00:00Z'), resume).resumedAtMs).toBeNull()
  const made = item('job.create', pausedAt, { after: { enabled: true } })
  expect(of(made).resumedAtMs).toBeNull()
})

test.each([
  ['nothing recorded', []],
  ['a pause that failed', [item('job.pause', pausedAt, { outcome: 'failed' })]],
  ['a pause of another job', [item('job.pause', pausedAt, { jobId: '8' })]],
  ['resumed since', [item('job.resume', '2026-10-13T18:00:00Z'), item('job.pause', pausedAt)]],
])('no record: %s', (_, items) => expect(of(...items).off).toBeNull())

test('a job that delivered long after its pause was switched off by somebody else', () => {
  const ran = { ...job, lastComplete: '2026-10-13T20:00:00Z' }
  expect(recordOf(ran, [item('job.pause', pausedAt)], you.id).off).toBeNull()
})
