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
        const isWhole = all.length < most
        return { events, counts: isWhole ? countsOf(events) : await countEvents(db, owner, filter) }
      })
    })
    const all = await Promise.all(parts)
    return {
      newest: all
        .flatMap(({ events }) => events)
        .sort(newestFirst)
        .slice(0, most),
      counts: all.flatMap(({ counts }) => counts),
    }
  }
  const all = await Promise.all([read(byPeople, listEach), read(byItself, sumEvents)])
  return {
    sinceYesterday: all
      .flatMap(({ newest }) => newest)
      .sort(newestFirst)
      .map(toHappening),
    happened: added(all.flatMap(({ counts }) => counts)),
  }
}

const newestFirst = (one: EventSum, other: EventSum) => other.atMs - one.atMs

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

function toHappening({ count, ...event }: EventSum): Happening {
  const { instanceId, zoneId, zoneName, jobId, jobName } = event
  return {
    kind: event.kind,
    at: new Date(event.atMs).toISOString(),
    zone: { id: zoneId, name: zoneName, instanceId },
    job: { id: jobId, name: jobName },
    cause: event.cause,
    by: event.who,
    isOutside: people.has(event.kind) && event.who === null,
    ...(count > 1 && { count }),
  }
}
