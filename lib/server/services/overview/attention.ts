import 'server-only'
import { causeKey, hostOf } from '@/lib/fleet/cause'
import { isMissed, isThere, type JobNow, lostSeconds } from '@/lib/fleet/cells'
import { compareStates, isLosing } from '@/lib/fleet/standing'
import type { JobState } from '@/lib/schemas/job'
import type { Attention } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { bare, zoneOf } from './attention-row'
import { type JudgedZone, time } from './judged'
import { type Loss, lossOf } from './losses'
import type { PictureZone } from './picture'
import type { UnreadInstance } from './seen'
import { coverageGaps, keysExpiring } from './soon'

/** So many of the jobs of one row are named. */
const named = 50

type Trouble = JobNow & { zone: PictureZone; lost: number | null; loss: Loss | null }

/** What needs somebody, a row a cause, the worst first: what loses most, then what is late, then what is not known. */
export async function attentionOf(
  ctx: ServiceContext,
  zones: readonly JudgedZone[],
  unread: readonly UnreadInstance[],
  nowMs: number,
): Promise<Attention[]> {
  const troubles = zones.flatMap(({ zone, cells }) =>
    // A job that is gone needs nobody where another does its work.
    [...cells.values()]
      .flatMap(({ jobs }) => jobs)
      .filter(needsSomebody)
      .map((job) => ({
        ...job,
        zone,
        lost: lostSeconds(job, nowMs),
        loss: lossOf(job.job, zone.retention, nowMs),
      })),
  )
  const groups = [...Map.groupBy(troubles, causeKey).values()].map(toRow)
  return [
    ...groups,
    ...retentionOff(zones),
    ...notKnown(zones),
    ...notListed(unread),
    ...(await keysExpiring(ctx, nowMs)),
    ...coverageGaps(zones),
  ].sort(compareRows)
}

const needsSomebody = ({ standing: { state }, overdueMs }: JobNow) =>
  isLosing(state) || state === 'late' || state === 'gone' || overdueMs !== null

const actions: Partial<Record<JobState, Attention['action']>> = {
  failing: 'fix',
  disabled_by_service: 'resume',
}

function toRow(group: readonly Trouble[]): Attention {
  const all = [...group].sort((one, other) => (other.lost ?? -1) - (one.lost ?? -1))
  // A group has one member at least.
  const first = all[0] as Trouble
  const { job, standing, zone } = first
  const sinces = all.flatMap((one) => one.standing.sinceMs ?? [])
  const losses = all.flatMap(({ lost }) => lost ?? [])
  const kept = all.flatMap(({ loss }) => loss?.recoverableUntilMs ?? [])
  const known = all.flatMap(({ loss }) => loss ?? [])
  return {
    ...bare,
    kind: 'jobs',
    zone: zoneOf(zone),
    job: { id: job.id, name: job.name },
    state: standing.state,
    since: time(sinces.length === 0 ? null : Math.min(...sinces)),
    lostSeconds: losses.length === 0 ? null : losses.reduce((sum, one) => sum + one, 0),
    recoverableUntil: time(kept.length === 0 ? null : Math.min(...kept)),
    isLost: known.length > 0 && known.every(({ isLost }) => isLost),
    cause: job.errorText ?? job.gap?.cause ?? null,
    action: actions[standing.state] ?? 'view',
    count: all.length,
    zones: new Set(all.map((one) => one.zone.zoneId)).size,
    destination: { kind: job.kind, place: hostOf(job.kind, job.place) },
    jobs: all
      .slice(0, named)
      .map((one) => ({ zone: zoneOf(one.zone), job: { id: one.job.id, name: one.job.name } })),
  }
}

/** IBM asks for retention to be on where jobs run; what is not delivered then is lost. One row for all such zones. */
function retentionOff(zones: readonly JudgedZone[]): Attention[] {
  const off = zones.filter(({ zone, jobs }) => zone.retention === false && jobs.some(isRunning))
  const [first] = off
  if (!first) return []
  return [
    {
      ...bare,
      kind: 'retention_off',
      zone: zoneOf(first.zone),
      action: 'turn_on',
      count: off.reduce((sum, { jobs }) => sum + jobs.filter(isRunning).length, 0),
      zones: off.length,
    },
  ]
}

/** As it was seen last. */
const isRunning = (one: JobNow) => isThere(one) && one.job.enabled

/** Zones whose reading is too old: because reading them failed, or because it is not their turn yet. */
function notKnown(zones: readonly JudgedZone[]): Attention[] {
  const old = zones.filter(({ zone, isKnown }) => isMissed({ ...zone, isKnown }))
  const [failed, waiting] = [
    old.filter(({ zone }) => zone.failures > 0),
    old.filter(({ zone }) => zone.failures === 0),
  ]
  return [...oldRow('zones_not_known', failed), ...oldRow('collector_behind', waiting)]
}

function oldRow(
  kind: 'zones_not_known' | 'collector_behind',
  zones: readonly JudgedZone[],
): Attention[] {
  const [first] = zones
  if (!first) return []
  const reads = zones.flatMap(({ zone }) => zone.readAt ?? [])
  return [
    {
      ...bare,
      kind,
      zone: zoneOf(first.zone),
      state: 'not_known',
      since: time(reads.length === 0 ? null : Math.min(...reads)),
      cause: first.zone.errorCode,
      action: 'view',
      count: zones.reduce((sum, { jobs }) => sum + jobs.filter(isThere).length, 0),
      zones: zones.length,
    },
  ]
}

/** Instances of which nobody knows what zones there are: one row for all. */
function notListed(unread: readonly UnreadInstance[]): Attention[] {
  const [first] = [...unread].sort((one, other) => one.sinceMs - other.sinceMs)
  if (!first) return []
  return [
    {
      ...bare,
      kind: 'zones_not_listed',
      since: time(first.sinceMs),
      cause: first.errorCode,
      subject: unread.length === 1 ? first.name : null,
      action: 'view',
      count: unread.length,
      zones: 0,
    },
  ]
}

const kindOrder: Record<Attention['kind'], number> = {
  jobs: 0,
  zones_not_known: 1,
  zones_not_listed: 1,
  collector_behind: 1,
  retention_off: 2,
  key_expiring: 3,
  coverage_gap: 4,
}

function compareRows(one: Attention, other: Attention): number {
  return (
    kindOrder[one.kind] - kindOrder[other.kind] ||
    Number(one.lostSeconds === null) - Number(other.lostSeconds === null) ||
    (other.lostSeconds ?? 0) - (one.lostSeconds ?? 0) ||
    (one.state && other.state ? compareStates(one.state, other.state) : 0) ||
    (one.since ?? '').localeCompare(other.since ?? '') ||
    (one.dueAt ?? '').localeCompare(other.dueAt ?? '') ||
    other.zones - one.zones
  )
}
