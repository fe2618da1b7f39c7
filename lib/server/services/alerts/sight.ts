import 'server-only'
import type { LookedKey, LookedZone, Sight } from '@/lib/alerts/look'
import { outsideKinds, passingForMs } from '@/lib/alerts/look'
import { betterKnown, type JobNow, jobsNow } from '@/lib/fleet/cells'
import { coversZone, reachOf } from '@/lib/grants/grant'
import type { AlertScope } from '@/lib/schemas/alert'
import type { Principal } from '@/lib/server/context'
import { toCredential } from '@/lib/server/credential'
import { type Db, getDb } from '@/lib/server/db/client'
import { listEvents } from '@/lib/server/db/fleet-events'
import type { FleetInstance } from '@/lib/server/db/fleet-heads'
import { findPerson } from '@/lib/server/db/people'
import { findOwnCredential } from '@/lib/server/db/sessions'
import { maySignIn } from '@/lib/server/oidc/ways'
import { administersByIbm, grantsOf, isAdministrator } from '@/lib/server/rights'
import { singleton } from '@/lib/server/singleton'
import type { Connection, Team } from '@/lib/server/team'
import { turns } from '@/lib/server/turns'
import { teamOwner } from '../collector/owner'
import { connectionsOf, reachedBy } from '../collector/pictures'
import { watch } from '../collector/watchers'
import { isKnownAt } from '../overview/judged'
import { type PictureZone, readPicture, type WentZone } from '../overview/picture'
import { seesWhole, unreadOf, visibleZones, wentOf } from '../overview/seen'
import { readMarks } from '../overview/zones'
import { grantsOfGroup } from './groups'

/** More happens in no day that anybody could be told of. */
const mostEvents = 2_000
/** Judged at a stretch. */
const zonesAtOnce = 200

/** What the author of a rule may see now: part of the team's picture, and their own. */
type Reader = {
  /** Of the team's picture. */
  isSeen: (<Zone extends WentZone>(zones: readonly Zone[]) => Zone[]) | null
  /** Whether all zones of an instance of the team's picture are theirs to see, those that nobody knows of included. */
  isWholeSeen: (instanceId: string) => boolean
  /** Of their own right at IBM, which is followed as long as a session of theirs lasts. */
  ownOwner: string | null
  /** Whose keys they are told of. */
  isKeySeen: (connection: Connection) => boolean
}

/** What one author sees, and what of it is in a rule's scope. */
export type AuthorSight = Sight & { within: (scope: AlertScope) => Sight }

/** Nobody: they can't sign in any more, or nothing is granted to them. */
const nothing: Reader = {
  isSeen: null,
  isWholeSeen: () => false,
  ownOwner: null,
  isKeySeen: () => false,
}

/** What somebody sees of all zones now, for rules that are theirs. Nothing that was granted to them once counts. */
export async function sightOf(author: Principal, team: Team, nowMs: number): Promise<AuthorSight> {
  const db = await getDb()
  const reader = await readerOf(db, author, team)
  const [shared, own, marks] = await Promise.all([
    reader.isSeen ? readPicture(db, teamOwner) : null,
    reader.ownOwner ? readPicture(db, reader.ownOwner) : null,
    readMarks(),
  ])
  const zones = new Map<string, PictureZone>()
  for (const zone of reader.isSeen?.([...(shared?.zones.values() ?? [])]) ?? []) {
    zones.set(zone.zoneId, zone)
  }
  for (const zone of own?.zones.values() ?? []) {
    const known = zones.get(zone.zoneId)
    zones.set(zone.zoneId, known ? betterKnown(known, zone, nowMs) : zone)
  }
  const looked: { of: PictureZone; looked: LookedZone }[] = []
  const turn = turns(zonesAtOnce)
  for (const zone of zones.values()) {
    looked.push({ of: zone, looked: toLooked(zone, marks, nowMs) })
    await turn()
  }
  const sharedWent = reader.isSeen?.([...(shared?.went.values() ?? [])]) ?? []
  const went = new Map(
    wentOf([...sharedWent, ...(own?.went.values() ?? [])], zones).map((one) => [one.zoneId, one]),
  )
  const events = await eventsOf(db, zones, went, nowMs)
  const instances = instancesOf([
    ...(shared?.head.instances ?? []).filter(({ id }) => reader.isWholeSeen(id)),
    ...(own?.head.instances ?? []),
  ])
  const connections = team.connections.filter(reader.isKeySeen)
  const sight = (
    isIn: (zone: WentZone) => boolean,
    isWhole: (instanceId: string) => boolean,
  ): Sight => {
    const within = looked.flatMap(({ of, looked }) => (isIn(of) ? looked : []))
    const reached = new Set(within.map(({ zone }) => zone.instanceId))
    return {
      zones: within,
      events: events.filter(({ zone }) => {
        const known = zones.get(zone.id) ?? went.get(zone.id)
        return known !== undefined && isIn(known)
      }),
      instances: instances.filter(({ id }) => isWhole(id)),
      // Without a key nothing of what it reads is known any more: that is a matter of all who watch some of it.
      keys: connections
        .filter((one) => one.instances.some(({ id }) => reached.has(id) || isWhole(id)))
        .map(toLookedKey),
      nowMs,
    }
  }
  const all = {
    ...sight(
      () => true,
      () => true,
    ),
    // Those as well that see no instance.
    keys: connections.map(toLookedKey),
  }
  return {
    ...all,
    within: (scope) =>
      scope.kind === 'all'
        ? all
        : sight(
            (zone) => isInScope(scope, zone, team, nowMs),
            (instanceId) => isWholeInScope(scope, instanceId, team, nowMs),
          ),
  }
}

async function readerOf(db: Db, author: Principal, team: Team): Promise<Reader> {
  if (author.kind === 'oidc') {
    const person = await findPerson(db, author.id)
    if (!person || !maySignIn(person)) return nothing
    const grants = await grantsOf(person, team.version)
    const isAll = isAdministrator(grants)
    return {
      isSeen: (zones) => (isAll ? [...zones] : visibleZones(zones, grants)),
      isWholeSeen: (instanceId) => isAll || seesWhole(grants, instanceId, Date.now()),
      ownOwner: null,
      isKeySeen: () => isAll,
    }
  }
  const account = author.account?.id
  if (author.kind !== 'ibm' || account === undefined) return nothing
  const credential = await findOwnCredential(db, { userId: author.id, accountId: account })
  const ownOwner = credential && watch(toCredential(credential))
  const administers = administersByIbm(author)
  if (administers === null) return { ...nothing, ownOwner }
  const connections = new Set(connectionsOf({ administers, principal: author }, team))
  const instanceIds = reachedBy([...connections])
  const isOfAll = administers === 'all'
  return {
    isSeen: (zones) => zones.filter(({ instanceId }) => isOfAll || instanceIds.has(instanceId)),
    isWholeSeen: (instanceId) => isOfAll || instanceIds.has(instanceId),
    ownOwner,
    isKeySeen: (connection) => connections.has(connection),
  }
}

const toLookedKey = ({ id, name, keyName, expiresAt, state }: Connection): LookedKey => ({
  id,
  name,
  keyName,
  expiresAt,
  isRefused: state === 'refused',
})

type Judged = { jobs: readonly JobNow[]; fromMs: number; untilMs: number }
const judged = () => singleton('alerts-judged', () => new WeakMap<PictureZone, Judged>())

/** Time alone makes a reading old, and changes nothing else of it: until then it is judged once, not at each look. */
function jobsOf(zone: PictureZone, nowMs: number): readonly JobNow[] {
  const known = judged().get(zone)
  if (known && nowMs >= known.fromMs && nowMs <= known.untilMs) return known.jobs
  const jobs = jobsNow(zone, zone.jobs, nowMs)
  if (zone.readAt !== null && isKnownAt(zone, nowMs)) {
    const reads = zone.jobs.flatMap(({ goneMs, readMs }) => (goneMs === null ? readMs : []))
    const untilMs = Math.min(zone.readAt, ...reads) + zone.goodForMs
    judged().set(zone, { jobs, fromMs: nowMs, untilMs })
  }
  return jobs
}

function toLooked(
  zone: PictureZone,
  marks: Awaited<ReturnType<typeof readMarks>>,
  nowMs: number,
): LookedZone {
  const { zoneId, name, instanceId, readAt, goodForMs, failures, errorCode, retention } = zone
  const mark = marks.get(zoneId)
  return {
    zone: { id: zoneId, name, instanceId },
    owner: zone.owner,
    jobs: jobsOf(zone, nowMs),
    deleted: zone.deleted,
    isKnown: isKnownAt(zone, nowMs),
    readAt,
    goodForMs,
    failures,
    errorCode,
    retention,
    isNeeded: (dataset) => !zone.isWithout && !mark?.has(dataset),
  }
}

/** What happened by other means than this dashboard within a day. */
async function eventsOf(
  db: Db,
  zones: ReadonlyMap<string, PictureZone>,
  went: ReadonlyMap<string, WentZone>,
  nowMs: number,
): Promise<Sight['events']> {
  const ownerOf = (zoneId: string) => (zones.get(zoneId) ?? went.get(zoneId))?.owner
  const owners = new Set([...zones.values(), ...went.values()].map(({ owner }) => owner))
  const all = await Promise.all(
    [...owners].map(async (owner) =>
      (
        await listEvents(
          db,
          owner,
          // What jobs do by themselves, again and again, must not take the place of what people did.
          { sinceMs: nowMs - passingForMs, kinds: outsideKinds, zoneIds: null, isOutside: true },
          mostEvents,
        )
      ).filter(({ zoneId }) => ownerOf(zoneId) === owner),
    ),
  )
  return all.flat().map((event) => {
    const { kind, atMs, zoneId, instanceId, zoneName, jobId, jobName } = event
    const job = zones.get(zoneId)?.jobs.find(({ id }) => id === jobId)
    return {
      kind,
      atMs,
      zone: { id: zoneId, name: zoneName, instanceId },
      job: { id: jobId, name: jobName },
      dataset: job?.dataset ?? null,
    }
  })
}

/** Each once: where one picture could read it, nothing is unknown. */
function instancesOf(all: readonly FleetInstance[]): Sight['instances'] {
  const unread = new Map(unreadOf(all).map((one) => [one.id, one]))
  const each = new Map(
    all.map(({ id, name }) => [id, { id, name, unread: unread.get(id) ?? null }]),
  )
  return [...each.values()]
}

function isInScope(scope: AlertScope, zone: WentZone, team: Team, nowMs: number): boolean {
  if (scope.kind !== 'team') return coversZone({ scope }, zone)
  return grantsOfGroup(scope.name, team, nowMs).some((grant) => coversZone(grant, zone))
}

/** Whether all zones of an instance are in scope, those that nobody knows of included. */
function isWholeInScope(scope: AlertScope, instanceId: string, team: Team, nowMs: number): boolean {
  if (scope.kind !== 'team') return reachOf({ scope }, instanceId) === 'whole'
  return seesWhole(grantsOfGroup(scope.name, team, nowMs), instanceId, nowMs)
}
