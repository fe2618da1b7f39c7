import type { EventKind } from '@/lib/fleet/advance'
import { causeKey } from '@/lib/fleet/cause'
import { byDataset, columnOf, isMissed, type JobNow } from '@/lib/fleet/cells'
import type { AlertWhen } from '@/lib/schemas/alert'
import type { JobState } from '@/lib/schemas/job'
import { type Subject, type SubjectZone, type Verdict, verdictOn } from './subject'

// What a rule finds in the picture as it is now. Pure; times are epoch ms.

export type LookedZone = {
  zone: SubjectZone
  /** Whose picture shows it. */
  owner: string
  jobs: readonly JobNow[]
  /** It was read, and not too long ago. */
  isKnown: boolean
  readAt: number | null
  goodForMs: number
  failures: number
  errorCode: string | null
  retention: boolean | null
  /** Jobs that were deleted through this dashboard. */
  deleted: readonly { dataset: string | null; goneMs: number | null }[]
  /** Datasets that somebody said it need not send, and all of a plan without Logpush. */
  isNeeded: (dataset: string) => boolean
}

/** What people did to a job by other means than this dashboard. */
export type OutsideEvent = {
  kind: EventKind
  atMs: number
  zone: SubjectZone
  job: { id: string; name: string | null }
  dataset: string | null
}

export type LookedKey = {
  id: string
  name: string
  keyName: string | null
  expiresAt: number | null
  /** IBM takes it no more. */
  isRefused: boolean
}

/** An instance whose list of zones, or a part of it, could not be read; `unread` null: it could. */
export type LookedInstance = {
  id: string
  name: string
  unread: { errorCode: string; sinceMs: number } | null
}

/** What somebody sees, as it is at `nowMs`. */
export type Sight = {
  zones: readonly LookedZone[]
  instances: readonly LookedInstance[]
  events: readonly OutsideEvent[]
  keys: readonly LookedKey[]
  nowMs: number
}

/** Long enough to make a new key in, whoever is on leave. */
const expiresSoonMs = 14 * 86_400_000
/** What happened once is an alert for a day. */
export const passingForMs = 86_400_000

type Found = { subjects: Subject[]; verdictOf: (subject: Subject) => Verdict }

/** What a rule of this kind finds: what has been so for `afterMs` at least. */
export function look(when: AlertWhen, afterMs: number, sight: Sight): Found {
  const { subjects, verdictOf } = finders[when](sight)
  const isLong = ({ sinceMs }: Subject) => sinceMs === null || sight.nowMs - sinceMs >= afterMs
  const short = new Set(subjects.filter((subject) => !isLong(subject)).map(({ key }) => key))
  return {
    subjects: subjects.filter(({ key }) => !short.has(key)),
    // What is still so is not over, however short.
    verdictOf: (subject) => (short.has(subject.key) ? 'still' : verdictOf(subject)),
  }
}

const bare = { cause: null, zone: null, job: null, dataset: null, label: null }

const finders: Record<AlertWhen, (sight: Sight) => Found> = {
  failing: (sight) => jobsIn(sight, 'failing'),
  late: lateJobs,
  disabled_by_service: (sight) => jobsIn(sight, 'disabled_by_service'),
  gone: goneJobs,
  changed_outside: outsideChanges,
  coverage_lost: coverageLost,
  retention_off: retentionOff,
  key_expiring: keysExpiring,
  collector_behind: notRead,
}

function jobSubject(zone: SubjectZone, one: JobNow): Subject {
  const { job, standing } = one
  return {
    ...bare,
    key: jobKey(zone, job),
    group: causeKey(one),
    sinceMs: standing.sinceMs,
    cause: job.errorText ?? job.gap?.cause ?? null,
    zone,
    job: { id: job.id, name: job.name },
    dataset: job.dataset,
  }
}

/** A job of the same id that came later is another one. */
const jobKey = ({ id }: SubjectZone, job: { id: string; bornMs: number }) =>
  `${id} ${job.id} ${job.bornMs}`

function jobsIn({ zones }: Sight, state: JobState): Found {
  const subjects = zones.flatMap(({ zone, jobs }) =>
    jobs.filter(({ standing }) => standing.state === state).map((one) => jobSubject(zone, one)),
  )
  return { subjects, verdictOf: onJobs(zones) }
}

/** Those also that should have delivered for the first time by now. */
function lateJobs(sight: Sight): Found {
  const late = jobsIn(sight, 'late')
  const overdue = sight.zones.flatMap(({ zone, jobs }) =>
    jobs
      .filter(({ overdueMs }) => overdueMs !== null)
      .map((one) => ({ ...jobSubject(zone, one), sinceMs: one.overdueMs })),
  )
  return { ...late, subjects: [...late.subjects, ...overdue] }
}

/** By how the job is now; one that the picture does not have is there no more. */
function onJobs(zones: readonly LookedZone[]): (subject: Subject) => Verdict {
  const byId = new Map(zones.map((one) => [one.zone.id, one]))
  return ({ key, zone }) => {
    const found = zone && byId.get(zone.id)
    if (!found) return 'ended'
    const job = found.jobs.find((one) => jobKey(found.zone, one.job) === key)
    return job ? verdictOn(job.standing.state) : found.isKnown ? 'ended' : 'unknown'
  }
}

/** Jobs that somebody deleted by other means; among these are none that were deleted here. */
function goneJobs({ zones, events, nowMs }: Sight): Found {
  const subjects = zones.flatMap(({ zone, jobs }) =>
    jobs
      .filter(({ standing: { state, sinceMs } }) => state === 'gone' && isRecent(sinceMs, nowMs))
      .map((one) => ({ ...jobSubject(zone, one), group: 'gone', cause: null })),
  )
  // Of zones that are there no more, the picture shows no job.
  const living = new Set(zones.map(({ zone }) => zone.id))
  const withZones = events
    .filter(
      ({ kind, atMs, zone }) => kind === 'gone' && !living.has(zone.id) && isRecent(atMs, nowMs),
    )
    .map(({ atMs, zone, job, dataset }) => ({
      ...bare,
      key: `${zone.id} ${job.id} gone ${atMs}`,
      group: 'gone',
      sinceMs: atMs,
      zone,
      job,
      dataset,
    }))
  return { subjects: [...subjects, ...withZones], verdictOf: () => 'ended' }
}

const isRecent = (atMs: number | null, nowMs: number) =>
  atMs !== null && nowMs - atMs < passingForMs

const changes = new Map<EventKind, string>([
  ['created', 'It was created.'],
  ['changed', 'Its settings were changed.'],
  ['paused', 'It was paused.'],
  ['resumed', 'It was resumed.'],
])
/** What people do to a job. */
export const outsideKinds: EventKind[] = [...changes.keys(), 'gone']

function outsideChanges({ events, nowMs }: Sight): Found {
  const subjects = events
    .filter(({ kind, atMs }) => changes.has(kind) && isRecent(atMs, nowMs))
    .map(({ kind, atMs, zone, job, dataset }) => ({
      ...bare,
      key: `${zone.id} ${job.id} ${kind} ${atMs}`,
      group: 'changed',
      sinceMs: atMs,
      cause: changes.get(kind) ?? null,
      zone,
      job,
      dataset,
    }))
  return { subjects, verdictOf: () => 'ended' }
}

/** Datasets that a zone sent, and sends no more, whoever stopped or deleted the last job of it. */
function coverageLost({ zones }: Sight): Found {
  const subjects: Subject[] = []
  const covered = new Set<string>()
  const known = new Set<string>()
  for (const { zone, jobs, deleted, isKnown, isNeeded } of zones) {
    if (!isKnown) continue
    known.add(zone.id)
    const sets = byDataset(jobs)
    const left = Map.groupBy(deleted, ({ dataset }) => columnOf(dataset))
    for (const dataset of new Set([...sets.keys(), ...left.keys()])) {
      const key = `${zone.id} ${dataset}`
      const own = sets.get(dataset) ?? []
      if (own.some(({ job, standing }) => job.enabled && standing.state !== 'gone')) {
        covered.add(key)
        continue
      }
      if (!isNeeded(dataset)) continue
      const since = [
        ...own.flatMap(({ standing }) => standing.sinceMs ?? []),
        ...(left.get(dataset) ?? []).flatMap(({ goneMs }) => goneMs ?? []),
      ]
      const sinceMs = since.length === 0 ? null : Math.max(...since)
      subjects.push({ ...bare, key, group: `coverage ${dataset}`, sinceMs, zone, dataset })
    }
  }
  return {
    subjects,
    verdictOf: ({ key, zone }) => {
      if (covered.has(key)) return 'good'
      if (zone && !known.has(zone.id) && zones.some((one) => one.zone.id === zone.id)) {
        return 'unknown'
      }
      // Nobody needs it any more, or the last job of it is forgotten.
      return 'ended'
    },
  }
}

function retentionOff({ zones }: Sight): Found {
  const off = zones.filter(
    ({ retention, jobs }) =>
      retention === false &&
      jobs.some(({ job, standing }) => job.enabled && standing.state !== 'gone'),
  )
  const states = new Map(zones.map(({ zone, retention }) => [zone.id, retention]))
  return {
    subjects: off.map(({ zone }) => ({
      ...bare,
      key: zone.id,
      group: 'retention',
      sinceMs: null,
      zone,
    })),
    verdictOf: ({ key }) => {
      const state = states.get(key)
      return state === true ? 'good' : state === null ? 'unknown' : 'ended'
    },
  }
}

function keysExpiring({ keys, nowMs }: Sight): Found {
  const subjects = keys.flatMap(({ id, name, keyName, expiresAt, isRefused }) => {
    const isSoon = expiresAt !== null && expiresAt - nowMs <= expiresSoonMs
    if (!isSoon && !isRefused) return []
    const cause = isRefused
      ? 'IBM no longer accepts it.'
      : `It expires on ${new Date(expiresAt ?? nowMs).toISOString().slice(0, 10)}.`
    return {
      ...bare,
      key: id,
      group: `key ${id}`,
      // Since when IBM refuses it nobody knows: only when that was last seen.
      sinceMs: null,
      cause: keyName === null ? cause : `Key ${keyName}: ${cause}`,
      label: name,
    }
  })
  const ids = new Set(keys.map(({ id }) => id))
  return { subjects, verdictOf: ({ key }) => (ids.has(key) ? 'good' : 'ended') }
}

/** Zones whose reading is too old to say how their jobs are: no other rule finds anything there. */
function notRead({ zones, instances, nowMs }: Sight): Found {
  const old = zones.filter((one) => isMissed(one) && (one.readAt !== null || one.failures > 1))
  const known = new Map(zones.map(({ zone, isKnown }) => [zone.id, isKnown]))
  for (const { id, unread } of instances) known.set(listKey(id), unread === null)
  const unlisted = instances.flatMap(({ id, name, unread }) =>
    // As of a zone, one failure is none yet.
    unread === null || nowMs - unread.sinceMs < listPatienceMs
      ? []
      : {
          ...bare,
          key: listKey(id),
          group: `not listed ${unread.errorCode}`,
          sinceMs: unread.sinceMs,
          cause: `IBM’s list of its zones could not be read (${unread.errorCode}).`,
          label: name,
        },
  )
  return {
    subjects: [
      ...old.map(({ zone, readAt, goodForMs, failures, errorCode }) => ({
        ...bare,
        key: zone.id,
        group: failures > 0 ? `not read ${errorCode}` : 'not read',
        // One that never was read has been so since nobody knows when.
        sinceMs: readAt === null ? null : Math.min(nowMs, readAt + goodForMs),
        cause:
          failures > 0
            ? `No usable response from IBM${errorCode === null ? '' : ` (${errorCode})`}.`
            : 'The background readings are behind.',
        zone,
      })),
      ...unlisted,
    ],
    verdictOf: ({ key }) => (known.get(key) === true ? 'good' : known.has(key) ? 'still' : 'ended'),
  }
}

const listPrefix = 'list '
const listKey = (instanceId: string) => `${listPrefix}${instanceId}`

/** What something is of that is no zone's: an instance whose list could not be read, or a connection whose key ends. */
export function placeOf({
  key,
}: Pick<Subject, 'key'>): { instanceId: string } | { connectionId: string } {
  return key.startsWith(listPrefix)
    ? { instanceId: key.slice(listPrefix.length) }
    : { connectionId: key }
}

const listPatienceMs = 2 * 60_000
