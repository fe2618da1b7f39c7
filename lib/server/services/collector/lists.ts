import 'server-only'
import { goodForMs } from '@/lib/fleet/schedule'
import type { ServiceContext } from '@/lib/server/context'
import type { Db } from '@/lib/server/db/client'
import { raiseFleetSeq, readFleetHead } from '@/lib/server/db/fleet-heads'
import { addEvents } from '@/lib/server/db/fleet-history'
import { listFleetJobs, saveJobs } from '@/lib/server/db/fleet-jobs'
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
    const zones = await listZones({ ...ctx, fresh: true }, id).then(
      ({ items, partial }) => (partial ? null : items),
      (error) => (isRefusal(error) ? [] : null),
    )
    found.push({ id, name, isWithout: logpush === 'no', zones })
  }
  return found
}

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
        if (!before) changed.push({ ...newZone(zoneId, goodForMs(cycleMs)), ...now, seq })
        else if (!isSame(before, now)) changed.push({ ...before, ...now, seq })
      }
    }
    const present = new Set(instances.map(({ id }) => id))
    const gone = [...known.values()].filter(
      (zone) =>
        zone.goneAt === null &&
        !listed.has(zone.zoneId) &&
        (readInstances.has(zone.instanceId) || (isWhole && !present.has(zone.instanceId))),
    )
    changed.push(...gone.map((zone) => ({ ...zone, goneAt: nowMs, seq })))
    await saveZones(trx, owner, changed)
    await endJobs(trx, owner, gone, nowMs)
  })
}

async function endJobs(
  db: Db,
  owner: string,
  gone: readonly FleetZone[],
  nowMs: number,
): Promise<void> {
  const zones = new Map(gone.map((zone) => [zone.zoneId, zone]))
  const jobs = await listFleetJobs(db, owner, [...zones.keys()])
  const living = jobs.filter(({ goneMs }) => goneMs === null)
  const standing = { state: 'gone', sinceMs: nowMs } as const
  await saveJobs(
    db,
    owner,
    living.map((job) => ({ ...job, goneMs: nowMs, standing, gap: null })),
  )
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

type Shown = Pick<FleetZone, 'instanceId' | 'name' | 'status' | 'paused' | 'isWithout' | 'goneAt'>

const isSame = (one: Shown, other: Shown) =>
  one.instanceId === other.instanceId &&
  one.name === other.name &&
  one.status === other.status &&
  one.paused === other.paused &&
  one.isWithout === other.isWithout &&
  one.goneAt === other.goneAt

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
