import type { FleetJob } from '@/lib/server/db/fleet-jobs'
import type { FleetZone } from '@/lib/server/db/fleet-zones'
import type { World } from './world'

// Pictures for tests, the team's unless said otherwise, written where the collector writes it: for suites about what is made of it.

const week = 7 * 86_400_000

export type PlantedJob = { zoneId: string; id: string; bornMs: number }

type Options = {
  zones: number
  /** In each zone. */
  jobs: number
  /** Where a job writes to, by its number over all; one bucket unless said otherwise. */
  place?: (nth: number) => string
  owner?: string
  /** For how long it has been followed. */
  ageMs?: number
}

export const plantedInstance = '00000000-0000-4000-8000-0000000000aa'

/** A picture of zones whose jobs all deliver, good for a week. @returns its jobs */
export async function plantPicture(
  world: World,
  { zones, jobs, place = () => 'logs/http', owner = 'team', ageMs = 0 }: Options,
): Promise<PlantedJob[]> {
  const { raiseFleetSeq } = await import('@/lib/server/db/fleet-heads')
  const { saveJobs } = await import('@/lib/server/db/fleet-jobs')
  const { saveZones } = await import('@/lib/server/db/fleet-zones')
  const nowMs = Date.now()
  const made: FleetJob[] = []
  const all: FleetZone[] = []
  const db = await world.db()
  await db.transaction().execute(async (transaction) => {
    const seq = await raiseFleetSeq(transaction, owner, {
      zonesReadAt: nowMs,
      instances: [{ id: plantedInstance, name: 'planted' }],
    })
    for (let zone = 0; zone < zones; zone++) {
      const zoneId = zone.toString(16).padStart(32, '0')
      all.push({
        zoneId,
        instanceId: plantedInstance,
        name: `zone-${zone}.example`,
        status: 'active',
        paused: false,
        isWithout: false,
        retention: true,
        retentionReadAt: nowMs,
        firstReadAt: nowMs - ageMs,
        readAt: nowMs,
        goodForMs: week,
        failures: 0,
        errorCode: null,
        dueAt: nowMs + week,
        goneAt: null,
        seq,
      })
      for (let nth = 0; nth < jobs; nth++) {
        made.push({
          ...plantedJob(zoneId, made.length, place(made.length), nowMs),
          bornMs: nowMs - ageMs,
        })
      }
    }
    await saveZones(transaction, owner, all)
    await saveJobs(transaction, owner, made)
  })
  return made.map(({ zoneId, id, bornMs }) => ({ zoneId, id, bornMs }))
}

function plantedJob(zoneId: string, nth: number, place: string, nowMs: number): FleetJob {
  return {
    zoneId,
    id: String(nth + 1),
    bornMs: nowMs,
    name: `job-${nth}`,
    dataset: 'http_requests',
    kind: 'cos',
    place,
    revision: 'a',
    enabled: true,
    limitMs: 15 * 60_000,
    completeMs: nowMs - 30_000,
    errorMs: null,
    hasError: false,
    errorText: null,
    readMs: nowMs,
    goneMs: null,
    goneBy: null,
    disabled: null,
    startMs: null,
    standing: { state: 'delivering', sinceMs: nowMs },
    spanMs: nowMs,
    gap: null,
    toldErrors: [],
  }
}

/** What the next reading of their zones says of jobs; null: that they deliver. */
export async function setPlanted(
  world: World,
  jobs: readonly PlantedJob[],
  errorText: string | null,
  owner = 'team',
): Promise<void> {
  const { raiseFleetSeq } = await import('@/lib/server/db/fleet-heads')
  const nowMs = Date.now()
  const db = await world.db()
  await db.transaction().execute(async (transaction) => {
    const seq = await raiseFleetSeq(transaction, owner)
    for (const { zoneId, id } of jobs) {
      await transaction
        .updateTable('fleet_zones')
        .set({ seq, read_at: nowMs })
        .where('owner', '=', owner)
        .where('zone_id', '=', zoneId)
        .execute()
      await transaction
        .updateTable('fleet_jobs')
        .set({
          read_at: nowMs,
          has_error: errorText === null ? 0 : 1,
          error_text: errorText,
          error_at: errorText === null ? null : nowMs,
          ...(errorText === null && { complete_at: nowMs }),
        })
        .where('owner', '=', owner)
        .where('zone_id', '=', zoneId)
        .where('job_id', '=', id)
        .execute()
    }
  })
}

const tables = [
  'fleet_heads',
  'fleet_zones',
  'fleet_jobs',
  'fleet_events',
  'alert_rules',
  'alert_channels',
  'alerts',
  'alert_subjects',
  'alert_deliveries',
] as const

/** Neither a picture nor alerts. */
export async function forgetPlanted(world: World): Promise<void> {
  const db = await world.db()
  for (const table of tables) await db.deleteFrom(table).execute()
  const { forgetPicture } = await import('@/lib/server/services/overview/picture')
  forgetPicture('team')
}
