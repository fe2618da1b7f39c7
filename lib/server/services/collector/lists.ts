import 'server-only'
import { goodForMs } from '@/lib/fleet/schedule'
import type { ServiceContext } from '@/lib/server/context'
import type { Db } from '@/lib/server/db/client'
import { addEvents } from '@/lib/server/db/fleet-events'
import { raiseFleetSeq, readFleetHead } from '@/lib/server/db/fleet-heads'
import { type FleetJob, listFleetJobs, saveJobs } from '@/lib/server/db/fleet-jobs'
import { type FleetZone, listZonesSince, saveZones } from '@/lib/server/db/fleet-zones'
import { UpstreamError } from '@/lib/server/errors'
import { listInstances } from '../instances/list'
import { listZones } from '../zones/list'

export type InstanceZones = {
  id: string
  name: string
  /** Its plan has no Logpush. */
  isWithout: boolean
  zones: ReadZone[] | null
  /** IBM refuses: what became of its zones, nobody knows. */
  isRefused: boolean
}
type ReadZone = { id: string; name: string; status: string; paused: boolean }

/** The instances that one right sees, each with its zones; null: they could not be read, or not all. */
export async function readLists(
  ctx: ServiceContext,
  isOurs: (instanceId: string) => Promise<boolean>,
): Promise<InstanceZones[]> {
  const { items } = await listInstances(ctx)
  const found: InstanceZones[] = []
  for (const { id, name, logpush } of items) {
    if (!(await isOurs(id))) continue
    const read = await listZones({ ...ctx, fresh: true }, id).then(
      ({ items, partial }) => ({ zones: partial ? null : items, isRefused: false }),
      (error) => (isRefusal(error) ? { zones: [], isRefused: true } : unread),
    )
    found.push({ id, name, isWithout: logpush === 'no', ...read })
  }
  return found
}

const unread = { zones: null, isRefused: false }

/** IBM shows this right no zone there, or none any more. */
const isRefusal = (error: unknown) =>
  error instanceof UpstreamError &&
  error.failure === 'refused' &&
  (error.facts.status === 403 || error.facts.status === 404)

/**
 * Brings the picture's zones in line with what was listed. A zone in another instance than before has moved, with all its
 * history; one that no list has any more is gone, and its jobs with it; of an instance whose list failed nothing is said.
 *
 * @param isWhole these are all instances of the owner; else nothing is said of zones of others
 */
export async function keepLists(
  db: Db,
  owner: string,
  instances: readonly InstanceZones[],
  { isWhole, cycleMs, nowMs }: { isWhole: boolean; cycleMs: number; nowMs: number },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const head = await readFleetHead(trx, owner)
    const names = new Map((isWhole ? [] : (head?.instances ?? [])).map((one) => [one.id, one]))
    for (const { id, name } of instances) names.set(id, { id, name })
    const change = { instances: [...names.values()], zonesReadAt: nowMs, errorCode: null }
    const seq = await raiseFleetSeq(trx, owner, change)
    const known = new Map((await listZonesSince(trx, owner, 0)).map((zone) => [zone.zoneId, zone]))
    const changed: FleetZone[] = []
    const listed = new Set<string>()
    const readInstances = new Set<string>()
    for (const { id: instanceId, isWithout, zones } of instances) {
      if (zones) readInstances.add(instanceId)
      for (const { id: zoneId, name, status, paused } of zones ?? []) {
        if (listed.has(zoneId)) continue
        listed.add(zoneId)
        const before = known.get(zoneId)
        const now = { instanceId, name, status, paused, isWithout, goneAt: null }
        // One that was gone is a zone that we look at for the first time again: its jobs are not new, we are.
        if (!before || before.goneAt !== null) {
          changed.push({ ...newZone(zoneId, goodForMs(cycleMs)), ...now, seq })
        } else if (!isSame(before, now)) changed.push({ ...before, ...now, ...found(before), seq })
      }
    }
    const present = new Set(instances.map(({ id }) => id))
    const missing = [...known.values()].filter(
      (zone) =>
        zone.goneAt === null &&
        !listed.has(zone.zoneId) &&
        (readInstances.has(zone.instanceId) || (isWhole && !present.has(zone.instanceId))),
    )
    // It may have moved to where somebody else reads, or nobody could just now: then it is looked for once more.
    const isSure = isWhole && instances.every(({ zones }) => zones !== null)
    const gone = missing.filter(({ errorCode }) => isSure || errorCode === unlisted)
    const away = missing.filter((zone) => !gone.includes(zone))
    changed.push(...gone.map((zone) => ({ ...zone, goneAt: nowMs, seq })))
    changed.push(...away.map((zone) => ({ ...zone, errorCode: unlisted, seq })))
    await saveZones(trx, owner, changed)
    const refused = new Set(instances.flatMap(({ id, isRefused }) => (isRefused ? id : [])))
    const [hidden, ended] = split(gone, ({ instanceId }) => refused.has(instanceId))
    await closeJobs(trx, owner, hidden, nowMs)
    await endJobs(trx, owner, ended, nowMs)
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
    zones.map((zone) => ({ ...zone, goneAt: nowMs, seq })),
  )
  await closeJobs(db, owner, zones, nowMs)
}

async function closeJobs(
  db: Db,
  owner: string,
  gone: readonly FleetZone[],
  nowMs: number,
): Promise<FleetJob[]> {
  const living: FleetJob[] = []
  for (let at = 0; at < gone.length; at += zonesAtOnce) {
    const ids = gone.slice(at, at + zonesAtOnce).map(({ zoneId }) => zoneId)
    const jobs = await listFleetJobs(db, owner, ids)
    living.push(...jobs.filter(({ goneMs }) => goneMs === null))
  }
  const standing = { state: 'gone', sinceMs: nowMs } as const
  await saveJobs(
    db,
    owner,
    living.map((job) => ({ ...job, goneMs: nowMs, standing, gap: null })),
  )
  return living
}
/** SQLite takes so many ids in a statement, and no thousands. */
const zonesAtOnce = 500

async function endJobs(
  db: Db,
  owner: string,
  gone: readonly FleetZone[],
  nowMs: number,
): Promise<void> {
  const zones = new Map(gone.map((zone) => [zone.zoneId, zone]))
  const living = await closeJobs(db, owner, gone, nowMs)
  await addEvents(
    db,
    owner,
    living.map(({ id: jobId, zoneId, bornMs, name: jobName }) => ({
      zoneId,
      jobId,
      bornMs,
      jobName,
      instanceId: zones.get(zoneId)?.instanceId ?? '',
      zoneName: zones.get(zoneId)?.name ?? '',
      kind: 'gone' as const,
      atMs: nowMs,
      cause: null,
      who: null,
    })),
  )
}

/** Said of a zone that its instance's list has no more, until it is found elsewhere or gone. */
export const unlisted = 'unlisted'

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
