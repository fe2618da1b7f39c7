import { describe, expect, it } from 'vitest'
import { freshStanding } from '@/lib/fleet/standing'
import type { Job } from '@/lib/schemas/job'
import { type HeadlineContext, headline } from './headline'
import type { JobRecord } from './records'
import { deliveryOf } from './state'
import { jobOf } from './testing'

// A local time, because the words are the reader's.
const nowMs = new Date(2026, 9, 14, 9, 42).getTime()
const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString()

const record = (more: Partial<JobRecord> = {}): JobRecord => ({
  start: null,
  createdAtMs: null,
  deliveredBeforeMs: null,
  isWhole: true,
  ...more,
})
const context = (more: Partial<HeadlineContext> = {}): HeadlineContext => ({
  nowMs,
  record: undefined,
  finding: null,
  retention: { enabled: undefined, sinceMs: null },
  staleSinceMs: null,
  wanted: null,
  personId: null,
  ...more,
})
/** Where the test names no state, the one that IBM's word makes of it. */
const given = (over: Partial<Job>): Job => {
  const job = jobOf(over)
  const { state, sinceMs } = freshStanding(deliveryOf(job), nowMs)
  const since = sinceMs === null ? null : new Date(sinceMs).toISOString()
  return { ...job, state, since, ...over }
}
const said = (job: Partial<Job>, more: Partial<HeadlineContext> = {}) => {
  const { key, strong, rest } = headline(given(job), context(more))
  return [key, strong, rest].filter(Boolean).join(' ')
}
const look = (job: Partial<Job>, more: Partial<HeadlineContext> = {}) =>
  headline(given(job), context(more)).look

describe('delivering and late', () => {
  it.each([
    [2 / 3, 'Delivering. Last file 40 seconds ago.'],
    [1 / 60, 'Delivering. Last file 1 second ago.'],
    [-5, 'Delivering. Last file just now.'],
    [15, 'Delivering. Last file 15 min ago.'],
    [
      38,
      '38 min behind (limit 15 min). IBM reports no error; check the zone’s traffic and the destination.',
    ],
  ])('%d minutes after the last file', (minutes, sentence) =>
    expect(said({ lastComplete: ago(minutes) })).toBe(sentence),
  )

  it('has a limit of its own for a low frequency', () => {
    expect(said({ lastComplete: ago(59), frequency: 'low' })).toContain('Delivering.')
    expect(said({ lastComplete: ago(61), frequency: 'low' })).toContain(
      '1 h 1 min behind (limit 60 min).',
    )
  })

  it('is without colour in the words while all is well', () => {
    expect(look({ lastComplete: ago(1) })).toBe('ink')
    expect(look({ lastComplete: ago(38) })).toBe('warn')
  })

  it('says where it delivers to nobody', () => {
    const finding = {
      kind: 'other_region',
      instance: 'icl',
      isIn: 'eu-de',
      named: 'eu-gb',
    } as const
    const words = said({ lastComplete: ago(1) }, { finding })
    expect(words).toContain('icl is in eu-de, Frankfurt; this job sends to eu-gb, London.')
    expect(look({ lastComplete: ago(1) }, { finding })).toBe('warn')
  })
})

describe('failing', () => {
  const failing = { lastComplete: ago(400), errorMessage: 'AccessDenied' }

  it('leads with what is not delivered, its cause and what comes next', () => {
    expect(said(failing)).toMatch(
      /^Failing since 03:02\. 6 h 40 min of HTTP requests not delivered\. The bucket refused access.*about 24 hours/,
    )
    expect(look(failing)).toBe('loss')
  })

  it('says until when it can be recovered, and what is lost', () => {
    expect(said(failing, { retention: { enabled: true, sinceMs: null } })).toContain(
      'not delivered; recoverable with Logpull until Wed 21 Oct, 03:02.',
    )
    expect(said(failing, { retention: { enabled: false, sinceMs: null } })).toContain(
      '6 h 40 min of HTTP requests lost: log retention is off.',
    )
  })

  it('says since when as far as it is known', () => {
    expect(said({ lastError: ago(4) })).toContain(
      'Failing; last attempt at 09:38. No HTTP requests have been delivered yet.',
    )
    expect(said({ errorMessage: 'x' })).toContain('Failing. No HTTP requests')
  })
})

it('says of a receiver that it gets deliveries, of a bucket that it gets files', () => {
  const destination = { kind: 'qradar', host: 'q.example', port: 12469 } as const
  expect(said({ destination, lastComplete: ago(15) })).toBe('Delivering. Last delivery 15 min ago.')
  expect(said({ destination, state: 'never_ran', lastComplete: null })).toMatch(
    /^Never ran; waiting for the first delivery\./,
  )
})

describe('waiting for the first file', () => {
  const start = { how: 'created', atMs: nowMs - 200_000, correlationId: null } as const

  it('says since when', () => {
    expect(said({})).toBe(
      'Never ran; waiting for the first file. It usually arrives within 10 minutes.',
    )
    expect(said({}, { record: record({ start }) })).toContain(
      'Created 3 min 20 s ago; waiting for the first file.',
    )
    expect(said({}, { record: record({ createdAtMs: nowMs }) })).toContain('Created just now;')
  })

  it('remembers what IBM forgets when a job is resumed', () => {
    const resumed = { ...start, how: 'resumed', atMs: nowMs - 20_000 } as const
    const deliveredBeforeMs = nowMs - 86_400_000
    expect(said({}, { record: record({ start: resumed, deliveredBeforeMs }) })).toBe(
      'Resumed 20 seconds ago; waiting for the first file. Before the pause, the last file arrived yesterday at 09:42.',
    )
  })

  it('is no good news any more after the limit', () => {
    const finding = {
      kind: 'no_delivery',
      start: { ...start, atMs: nowMs - 3 * 86_400_000 },
    } as const
    expect(said({}, { record: record(), finding })).toMatch(
      /^Not delivering\. No file since it was created 3 d ago \(limit 15 min\)\./,
    )
    const deliveredBeforeMs = nowMs - 86_400_000
    expect(said({}, { record: record({ deliveredBeforeMs }), finding })).toContain(
      'Before the pause, the last file arrived yesterday at 09:42.',
    )
    expect(look({}, { record: record(), finding })).toBe('warn')
  })
})

describe('disabled', () => {
  const by = { id: 'IBMid-1', name: 'Ines Brandt', how: 'paused' } as const
  const off = { enabled: false }
  const paused = { ...off, state: 'paused', since: ago(0), cause: 'here', by } as const

  it('names who paused it', () => {
    expect(said(paused)).toBe(
      'Paused by Ines Brandt at 09:42. Nothing is delivered until you resume it.',
    )
    expect(said(paused, { personId: by.id })).toContain('Paused by you at 09:42.')
    expect(said({ ...paused, by: { ...by, how: 'created' } })).toContain(
      'Created disabled by Ines Brandt at 09:42.',
    )
  })

  it('tells a pause elsewhere, and what nobody knows', () => {
    expect(said({ ...paused, cause: 'elsewhere', by: null })).toBe(
      'Paused, not through this dashboard. Noticed at 09:42. Nothing is delivered until you resume it.',
    )
    expect(said(off)).toMatch(/^Disabled; reason unknown\. It was disabled outside this dashboard/)
  })

  it('says what IBM disabled, why, what is missing and what comes next', () => {
    const job = {
      ...off,
      state: 'disabled_by_service',
      lastComplete: ago(4 * 24 * 60),
      since: ago(3 * 24 * 60),
      cause: 'AccessDenied',
    } as const
    expect(said(job)).toMatch(
      /^Disabled by IBM on Sun at 09:42 after 24 hours of failures\. 4 d of HTTP requests not delivered\. The bucket refused access.* Nothing is delivered until you resume it\.$/,
    )
    expect(look(job)).toBe('loss')
  })

  it('tells a leftover of LogDNA for what it is', () => {
    const destination = { kind: 'logdna', hostname: 'legacy', hasKey: true } as const
    expect(said({ ...off, destination })).toContain('IBM retired LogDNA')
  })
})

it('tells quiet from late, and why that is no loss', () => {
  const quiet = {
    state: 'quiet',
    dataset: 'range_events',
    lastComplete: ago(92),
    since: ago(92),
  } as const
  expect(said({ ...quiet, cause: 'dataset' })).toMatch(
    /^Quiet since 08:10: no Range events, which is normal\./,
  )
  expect(said({ ...quiet, cause: 'zone' })).toBe(
    'Quiet since 08:10: the zone is not active, so it takes no traffic.',
  )
})

it('does not show a state out of old data', () => {
  const words = said({ lastComplete: ago(1) }, { staleSinceMs: nowMs - 600_000 })
  expect(words).toBe('Not known. The job can’t be loaded right now; it was delivering at 09:32.')
})

it('says what is asked while IBM has not confirmed', () => {
  expect(said({ lastComplete: ago(1) }, { wanted: false })).toContain('Pausing…')
  expect(said({ enabled: false }, { wanted: true })).toContain('Resuming…')
})
