import 'server-only'
import type { EventKind } from '@/lib/fleet/advance'
import type { Happening, Overview } from '@/lib/schemas/overview'
import type { Db } from '@/lib/server/db/client'
import { countEvents, type EventSum, listEvents, sumEvents } from '@/lib/server/db/fleet-events'
import { dayMs } from '@/lib/server/db/fleet-history'
import { ofOwner } from './owned'
import type { Seen } from './seen'

/** What only a person does; who did it is known where it was done here. */
const byPeople = ['created', 'changed', 'gone', 'paused', 'resumed'] as const
/** What becomes of a job by itself, again and again. */
const byItself = ['failing', 'disabled', 'recovered', 'late'] as const

const people: ReadonlySet<EventKind> = new Set(byPeople)

/** More than this no page shows, and no person reads: of what people did, and of what happened by itself. */
const most = 250
/** So many of each kind are there, however much of another has happened since. */
const mostOfEach = 20

/** What happened to the jobs that somebody sees since yesterday, the newest first, and how much of it in all. */
export async function happenedTo(
  db: Db,
  fleet: Pick<Seen, 'zones' | 'went' | 'pictures' | 'owners'>,
  nowMs: number,
): Promise<Pick<Overview, 'sinceYesterday' | 'happened'>> {
  const read = async (kinds: readonly EventKind[], list: typeof sumEvents) => {
    const parts = fleet.owners.flatMap((owner) => {
      const { parts, isSeen } = ofOwner(fleet, owner)
      return parts.map(async (zoneIds) => {
        const filter = { sinceMs: nowMs - dayMs, kinds, zoneIds }
        const all = await list(db, owner, filter, most)
        const events = all.filter(({ zoneId }) => isSeen(zoneId))
        if (all.length < most) return { events, counts: countsOf(events) }
        const counts = await countEvents(db, owner, filter)
        const pushedOut = counts.filter(
          ({ kind }) => all.filter((event) => event.kind === kind).length < mostOfEach,
        )
        const rare = await Promise.all(
          pushedOut.map(({ kind }) => list(db, owner, { ...filter, kinds: [kind] }, mostOfEach)),
        )
        const isRare = new Set(pushedOut.map(({ kind }) => kind))
        return {
          events: [
            ...events.filter(({ kind }) => !isRare.has(kind)),
            ...rare.flat().filter(({ zoneId }) => isSeen(zoneId)),
          ],
          counts,
        }
      })
    })
    const all = await Promise.all(parts)
    return {
      newest: newestOf(all.flatMap(({ events }) => events)),
      counts: all.flatMap(({ counts }) => counts),
    }
  }
  const all = await Promise.all([read(byPeople, listEach), read(byItself, sumEvents)])
  const opens = openable(fleet.zones)
  return {
    sinceYesterday: all
      .flatMap(({ newest }) => newest)
      .sort(newestFirst)
      .map((event) => toHappening(event, opens(event))),
    happened: added(all.flatMap(({ counts }) => counts)),
  }
}

const newestFirst = (one: EventSum, other: EventSum) => other.atMs - one.atMs

/** The newest, and of each kind some, so that no count is of jobs of which none is named. */
function newestOf(events: readonly EventSum[]): EventSum[] {
  const sorted = [...events].sort(newestFirst)
  const each = [...Map.groupBy(sorted, ({ kind }) => kind).values()]
  return [
    ...new Set([...each.flatMap((own) => own.slice(0, mostOfEach)), ...sorted.slice(0, most)]),
  ]
}

const listEach: typeof sumEvents = async (...asked) =>
  (await listEvents(...asked)).map((event) => ({ ...event, count: 1 }))

type Count = Overview['happened'][number]

function countsOf(events: readonly EventSum[]): Count[] {
  return [...Map.groupBy(events, ({ kind }) => kind)].map(([kind, own]) => {
    const jobs = (some: readonly EventSum[]) =>
      new Set(some.map(({ zoneId, jobId }) => `${zoneId} ${jobId}`)).size
    return { kind, jobs: jobs(own), outside: jobs(own.filter(({ who }) => who === null)) }
  })
}

/** Of several parts, each of which has other zones. */
function added(counts: readonly Count[]): Count[] {
  return [...Map.groupBy(counts, ({ kind }) => kind)].map(([kind, own]) => ({
    kind,
    jobs: own.reduce((sum, { jobs }) => sum + jobs, 0),
    outside: people.has(kind) ? own.reduce((sum, { outside }) => sum + outside, 0) : 0,
  }))
}

/** Whether the job of an event, or at least its zone, can still be looked at. */
function openable(zones: Seen['zones']): (event: EventSum) => Happening['opens'] {
  const known = new Map(zones.map((zone) => [zone.zoneId, zone]))
  return ({ zoneId, jobId, bornMs }) => {
    const zone = known.get(zoneId)
    if (!zone) return 'nothing'
    // IBM gives the id of a job that is gone to another.
    const isThere = zone.jobs.some(
      (job) => job.id === jobId && job.bornMs === bornMs && job.goneMs === null,
    )
    return isThere ? 'job' : 'zone'
  }
}

function toHappening({ count, ...event }: EventSum, opens: Happening['opens']): Happening {
  const { instanceId, zoneId, zoneName, jobId, jobName } = event
  return {
    kind: event.kind,
    at: new Date(event.atMs).toISOString(),
    zone: { id: zoneId, name: zoneName, instanceId },
    job: { id: jobId, name: jobName },
    cause: event.cause,
    by: event.who,
    isOutside: people.has(event.kind) && event.who === null,
    opens,
    ...(count > 1 && { count }),
  }
}
