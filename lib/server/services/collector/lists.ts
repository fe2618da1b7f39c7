import 'server-only'
import { goodForMs } from '@/lib/fleet/schedule'
import type { ServiceContext } from '@/lib/server/context'
import type { Db } from '@/lib/server/db/client'
import { addEvents } from '@/lib/server/db/fleet-events'
import { type FleetInstance, raiseFleetSeq, readFleetHead } from '@/lib/server/db/fleet-heads'
import { addGaps, addSpans, removeSpans } from '@/lib/server/db/fleet-history'
import { type FleetJob, listFleetJobs, saveJobs } from '@/lib/server/db/fleet-jobs'
import { type FleetZone, listZonesSince, saveZones } from '@/lib/server/db/fleet-zones'
import { type CallFailure, UpstreamError } from '@/lib/server/errors'
import { listInstances } from '../instances/list'
import { listZones } from '../zones/list'
import { codeOf, endsRound } from './failed'
import { hiddenZone, unlisted } from './unlisted'

export type InstanceZones = {
  id: string
  name: string
  /** Its plan has no Logpush. */
  isWithout: boolean
  /** Those that could be read. */
  zones: readonly ReadZone[]
  /** Why these are not all of its zones; null: they are. */
  errorCode: string | null
  /** IBM shows this right none of its zones any more: what became of them, nobody knows. */
  isHidden: boolean
}
type ReadZone = { id: string; name: string; status: string; paused: boolean }

/** What one right sees. */
export type Lists = {
  /** Those that are read with it, each with its zones. */
  instances: readonly InstanceZones[]
  /** The ids of all that IBM lists; null: its list lacks some. */
  listed: ReadonlySet<string> | null
}

/**
 * The instances that one right sees, each with its zones.
 *
 * @param isOwn it is a person's own right. What IBM refuses to a person is not theirs to see; what it refuses to a connection
 *   is not read: nobody is to lose sight of their zones because a service ID lost a role.
 */
export async function readLists(
  ctx: ServiceContext,
  isOurs: (instanceId: string) => Promise<boolean>,
  isOwn: boolean,
): Promise<Lists> {
  const { items, partial } = await listInstances(ctx)
  const instances: InstanceZones[] = []
  for (const { id, name, logpush } of items) {
    if (!(await isOurs(id))) continue
    const read = await listZones({ ...ctx, fresh: true }, id).then(
      (list) => ({
        zones: list.items,
        errorCode: list.partial ? 'partial' : null,
        isHidden: false,
      }),
      (error) => {
        if (endsRound(error)) throw error
        const isHidden = isOwn && isRefusal(error)
        return { zones: [], errorCode: isHidden ? null : codeOf(error), isHidden }
      },
    )
    instances.push({ id, name, isWithout: logpush === 'no', ...read })
  }
  return { instances, listed: partial ? null : new Set(items.map(({ id }) => id)) }
}

/** IBM shows this right no zone there, or none any more. */
const isRefusal = (error: unknown) =>
  error instanceof UpstreamError &&
  error.failure === 'refused' &&
  (error.facts.status === 403 || error.facts.status === 404)

/** With which right lists were read. */
export type ListedBy = {
  credentialId: string
  /** No other right reads for the owner. */
  isOnly: boolean
  /** Whether another right, or this one, reads an instance now. */
  isAnswered: (instanceId: string) => Promise<boolean>
}

/**
 * Brings the picture's zones in line with what was listed. A zone in another instance than before has moved, with all its
 * history; one that no list has any more is gone, and its jobs with it; of an instance whose list failed nothing is said.
 */
export async function keepLists(
  db: Db,
  owner: string,
  { instances, listed: all }: Lists,
  by: ListedBy,
  { cycleMs, nowMs }: { cycleMs: number; nowMs: number },
): Promise<void> {
  const isWhole = by.isOnly && all !== null
  const answered = await answeredOf(db, owner, all, by)
  await db.transaction().execute(async (trx) => {
    const head = await readFleetHead(trx, owner)
    const before = new Map((head?.instances ?? []).map((one) => [one.id, one]))
    const kept = instancesAfter(before, { instances, listed: all }, by, answered, nowMs)
    const change = { instances: [...kept.values()], zonesReadAt: nowMs, errorCode: null }
    const seq = await raiseFleetSeq(trx, owner, change)
    const known = new Map((await listZonesSince(trx, owner, 0)).map((zone) => [zone.zoneId, zone]))
    const changed: FleetZone[] = []
    const back: FleetZone[] = []
    const listed = new Set<string>()
    const readInstances = new Set<string>()
    for (const { id: instanceId, isWithout, zones, errorCode } of instances) {
      if (errorCode === null) readInstances.add(instanceId)
      for (const { id: zoneId, name, status, paused } of zones) {
        if (listed.has(zoneId)) continue
        listed.add(zoneId)
        const before = known.get(zoneId)
        const now = { instanceId, name, status, paused, isWithout, goneAt: null }
        // One that was gone is a zone that we look at for the first time again: what is new there is not, we are.
        if (!before || before.goneAt !== null) {
          if (before) back.push(before)
          changed.push({ ...newZone(zoneId, goodForMs(cycleMs)), ...now, seq })
        } else if (!isSame(before, now)) changed.push({ ...before, ...now, ...found(before), seq })
      }
    }
    const missing = [...known.values()].filter(
      (zone) =>
        zone.goneAt === null &&
        !listed.has(zone.zoneId) &&
        (readInstances.has(zone.instanceId) || !kept.has(zone.instanceId)),
    )
    // It may have moved to where somebody else reads, or nobody could just now: then it is looked for once more.
    const isSure = isWhole && instances.every(({ errorCode }) => errorCode === null)
    const gone = missing.filter(
      ({ errorCode, instanceId }) =>
        isSure || errorCode === unlisted || (!by.isOnly && !kept.has(instanceId)),
    )
    const away = missing.filter((zone) => !gone.includes(zone))
    const hiding = new Set(instances.flatMap(({ id, isHidden }) => (isHidden ? id : [])))
    const [hidden, over] = split(gone, ({ instanceId }) => hiding.has(instanceId))
    changed.push(...over.map((zone) => ({ ...zone, errorCode: null, goneAt: nowMs, seq })))
    changed.push(...hidden.map((zone) => ({ ...zone, errorCode: hiddenZone, goneAt: nowMs, seq })))
    changed.push(...away.map((zone) => ({ ...zone, errorCode: unlisted, seq })))
    await saveZones(trx, owner, changed)
    await reopenJobs(trx, owner, back)
    await closeJobs(trx, owner, hidden, nowMs)
    await endJobs(trx, owner, over, nowMs)
  })
}

/** Of the instances that this right read, and that its list lacks now, those that somebody reads all the same. */
async function answeredOf(
  db: Db,
  owner: string,
  listed: Lists['listed'],
  { credentialId, isOnly, isAnswered }: ListedBy,
): Promise<ReadonlySet<string>> {
  const answered = new Set<string>()
  if (isOnly || listed === null) return answered
  for (const { id, by } of (await readFleetHead(db, owner))?.instances ?? []) {
    if (by === credentialId && !listed.has(id) && (await isAnswered(id))) answered.add(id)
  }
  return answered
}

/** The picture's instances by these lists, without those that are there no more. */
function instancesAfter(
  before: ReadonlyMap<string, FleetInstance>,
  { instances, listed }: Lists,
  { credentialId, isOnly }: ListedBy,
  answered: ReadonlySet<string>,
  nowMs: number,
): Map<string, FleetInstance> {
  const kept = new Map<string, FleetInstance>()
  for (const one of before.values()) {
    const isLacking = listed !== null && !listed.has(one.id) && (isOnly || one.by === credentialId)
    const { isMissing, ...found } = one
    if (!isLacking) kept.set(one.id, one)
    else if (answered.has(one.id)) kept.set(one.id, found)
    // Another right may answer for it in a moment: once is not enough.
    else if (!isOnly && !isMissing) kept.set(one.id, { ...one, isMissing: true })
  }
  for (const { id, name, errorCode } of instances) {
    const known = before.get(id)
    const sinceMs = known?.unread?.sinceMs ?? nowMs
    // That its turn has not come yet is no fault.
    const isFault = errorCode !== null && (errorCode !== outOfTurn || !known || known.unread)
    const unread = isFault ? { errorCode, sinceMs } : undefined
    kept.set(id, { id, name, by: credentialId, ...(unread && { unread }) })
  }
  return kept
}

/** The share of the budget is used up. */
const outOfTurn: CallFailure = 'rate_limited'

/** The list of a right's instances failed: nothing of what it reads is known to be all. */
export async function noteUnread(
  db: Db,
  owner: string,
  { credentialId, isOnly }: Pick<ListedBy, 'credentialId' | 'isOnly'>,
  errorCode: string,
  nowMs: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // First, since it is the lock of the picture.
    await raiseFleetSeq(trx, owner)
    const head = await readFleetHead(trx, owner)
    if (errorCode === outOfTurn && head?.zonesReadAt) return
    const instances = (head?.instances ?? []).map((one) =>
      isOnly || one.by === credentialId
        ? { ...one, unread: { errorCode, sinceMs: one.unread?.sinceMs ?? nowMs } }
        : one,
    )
    await raiseFleetSeq(trx, owner, { errorCode, instances })
  })
}

function split<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}

const found = ({ errorCode }: FleetZone) => errorCode === unlisted && { errorCode: null, dueAt: 0 }

/**
 * Takes out of the picture what nobody reads any more: a connection was removed. Nothing happened to the jobs, so nothing is
 * said to have.
 *
 * @param instanceIds null: all that it has
 */
export async function leaveInstances(
  db: Db,
  owner: string,
  instanceIds: readonly string[] | null,
  nowMs: number,
): Promise<void> {
  const head = await readFleetHead(db, owner)
  if (head === null || instanceIds?.length === 0) return
  const left = new Set(instanceIds ?? head.instances.map(({ id }) => id))
  const instances = head.instances.filter(({ id }) => !left.has(id))
  const seq = await raiseFleetSeq(db, owner, { instances })
  const zones = (await listZonesSince(db, owner, 0)).filter(
    ({ goneAt, instanceId }) => goneAt === null && left.has(instanceId),
  )
  await saveZones(
    db,
    owner,
    zones.map((zone) => ({ ...zone, errorCode: hiddenZone, goneAt: nowMs, seq })),
  )
  await closeJobs(db, owner, zones, nowMs)
}

/**
 * Nobody reads them any more: what is missing of their logs is known up to now. They are kept as they were, so that they go on
 * as the same should their zone come back.
 *
 * @returns those that were there until now
 */
async function closeJobs(
  db: Db,
  owner: string,
  gone: readonly FleetZone[],
  nowMs: number,
): Promise<FleetJob[]> {
  const zones = new Map(gone.map((zone) => [zone.zoneId, zone]))
  const living = (await jobsOf(db, owner, gone)).filter(({ goneMs }) => goneMs === null)
  const gaps = living.flatMap(({ gap, ...job }) =>
    gap && gap.fromMs < nowMs
      ? { ...ofJob(job, zones), dataset: job.dataset, ...gap, toMs: nowMs }
      : [],
  )
  await addGaps(db, owner, gaps)
  await saveJobs(
    db,
    owner,
    living.map((job) => ({
      ...job,
      goneMs: nowMs,
      // What is missing from now on is told once they are read again.
      gap: job.gap && { ...job.gap, fromMs: Math.max(job.gap.fromMs, nowMs) },
    })),
  )
  return living
}

const ofJob = (
  { id: jobId, zoneId, bornMs, name: jobName }: Pick<FleetJob, 'id' | 'zoneId' | 'bornMs' | 'name'>,
  zones: ReadonlyMap<string, FleetZone>,
) => ({
  zoneId,
  jobId,
  bornMs,
  jobName,
  instanceId: zones.get(zoneId)?.instanceId ?? '',
  zoneName: zones.get(zoneId)?.name ?? '',
})

async function jobsOf(db: Db, owner: string, zones: readonly FleetZone[]): Promise<FleetJob[]> {
  const jobs: FleetJob[] = []
  for (let at = 0; at < zones.length; at += zonesAtOnce) {
    const ids = zones.slice(at, at + zonesAtOnce).map(({ zoneId }) => zoneId)
    jobs.push(...(await listFleetJobs(db, owner, ids)))
  }
  return jobs
}
/** SQLite takes so many ids in a statement, and no thousands. */
const zonesAtOnce = 500

/** Their zones went, and the jobs with them. */
async function endJobs(
  db: Db,
  owner: string,
  gone: readonly FleetZone[],
  nowMs: number,
): Promise<void> {
  const zones = new Map(gone.map((zone) => [zone.zoneId, zone]))
  const living = await closeJobs(db, owner, gone, nowMs)
  const of = living.map((job) => ofJob(job, zones))
  await addSpans(
    db,
    owner,
    of.map((job) => ({ ...job, fromMs: nowMs, state: 'gone' as const, cause: null })),
  )
  await addEvents(
    db,
    owner,
    of.map((job) => ({ ...job, kind: 'gone' as const, atMs: nowMs, cause: null, who: null })),
  )
}

/** Zones that were gone are there again: with the jobs that went with them, since only what was seen before tells why one stands still. */
async function reopenJobs(db: Db, owner: string, back: readonly FleetZone[]): Promise<void> {
  const wentAt = new Map(back.map(({ zoneId, goneAt }) => [zoneId, goneAt]))
  const jobs = (await jobsOf(db, owner, back)).filter(
    ({ zoneId, goneMs }) => goneMs !== null && goneMs === wentAt.get(zoneId),
  )
  await removeSpans(
    db,
    owner,
    jobs.map(({ zoneId, id: jobId, bornMs, goneMs }) => ({
      zoneId,
      jobId,
      bornMs,
      fromMs: goneMs ?? 0,
    })),
  )
  await saveJobs(
    db,
    owner,
    jobs.map((job) => ({ ...job, goneMs: null, goneBy: null })),
  )
}

type Shown = Pick<FleetZone, 'instanceId' | 'name' | 'status' | 'paused' | 'isWithout' | 'goneAt'>

const isSame = (one: Shown, other: Shown) =>
  one.instanceId === other.instanceId &&
  one.name === other.name &&
  one.status === other.status &&
  one.paused === other.paused &&
  one.isWithout === other.isWithout &&
  one.goneAt === other.goneAt &&
  (!('errorCode' in one) || one.errorCode !== unlisted)

/** Never read, and so due at once. */
const newZone = (zoneId: string, goodFor: number) => ({
  zoneId,
  retention: null,
  retentionReadAt: null,
  firstReadAt: null,
  readAt: null,
  goodForMs: goodFor,
  failures: 0,
  errorCode: null,
  dueAt: 0,
})
