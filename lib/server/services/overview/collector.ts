import 'server-only'
import { cycleOf, paceOf } from '@/lib/fleet/schedule'
import type { Overview } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { env } from '@/lib/server/env'
import { type Connection, currentTeam } from '@/lib/server/team'
import { hasOwnRight } from '../admission/admit'
import { teamOwner } from '../collector/owner'
import { connectionsOf } from '../collector/pictures'
import { shareLimit, usedShare } from '../collector/share'
import { time } from './judged'
import type { Picture, PictureZone } from './picture'
import type { Seen } from './seen'

type State = Overview['collector']['state']

/** How far the readings of these zones are, and what they cost of IBM's rate limit. */
export async function collectorOf(
  ctx: ServiceContext,
  seen: Seen,
  oldest: number | null,
  nowMs: number,
): Promise<Overview['collector']> {
  const { zones, pictures, owners } = seen
  const { IBMCLOUD_CIS_RATE_LIMIT: limit, COLLECTOR_BUDGET_SHARE: share } = env()
  const db = await getDb()
  const readers = await readersOf(ctx, seen)
  const used = await Promise.all(readers.identities.map((identity) => usedShare(db, identity)))
  return {
    state: stateOf(zones, readers, nowMs),
    listing: seen.unread.length > 0 ? 'failed' : listingOf(pictures, owners),
    oldest: time(oldest),
    cycleSeconds: cycleSeconds(zones, nowMs),
    budgetShare: limit === 0 ? 0 : Math.max(0, ...used) / limit,
    budgetLimit: limit === 0 ? share : shareLimit() / limit,
  }
}

export type Readers = {
  /** With whose rights the zones are read that this person sees: what others have used of theirs is nobody else's matter. */
  identities: string[]
  /** Whether anything is read for them, or could be once they see more. */
  isAny: boolean
}

export async function readersOf(
  ctx: ServiceContext,
  { zones, owners }: Pick<Seen, 'zones' | 'owners'>,
): Promise<Readers> {
  const connections = owners.includes(teamOwner) ? await readingFor(ctx) : []
  const shown = new Set(zones.map(({ instanceId }) => instanceId))
  // Of one that was not looked at yet nobody knows what it reads.
  const reading = connections.filter(
    ({ instances }) =>
      ctx.administers === 'all' ||
      instances.length === 0 ||
      instances.some(({ id }) => shown.has(id)),
  )
  const own = hasOwnRight(ctx) ? [ctx.credential.iamId] : []
  return {
    identities: [...new Set([...reading.map(({ right }) => right.iamId), ...own])],
    isAny: connections.length + own.length > 0,
  }
}

/** Of another account they are told nothing, though it may read what they see themselves. */
async function readingFor(ctx: ServiceContext): Promise<readonly Connection[]> {
  const team = await currentTeam()
  return hasOwnRight(ctx) ? connectionsOf(ctx, team) : team.connections
}

function listingOf(
  pictures: readonly Picture[],
  owners: readonly string[],
): Overview['collector']['listing'] {
  if (pictures.some(({ head }) => head.zonesReadAt === null && head.errorCode !== null)) {
    return 'failed'
  }
  const listed = pictures.filter(({ head }) => head.zonesReadAt !== null)
  return listed.length === owners.length ? 'done' : 'pending'
}

export function stateOf(
  zones: readonly PictureZone[],
  { isAny }: Pick<Readers, 'isAny'>,
  nowMs: number,
): State {
  if (env().COLLECTOR_BUDGET_SHARE === 0 || !isAny) return 'off'
  const isOld = (zone: PictureZone) => zone.readAt !== null && nowMs - zone.readAt > zone.goodForMs
  const old = zones.filter(isOld).length
  if (old > 0 && old === zones.length) return 'stopped'
  const isStarting =
    zones.length === 0 ||
    zones.some(({ readAt, failures, isWithout }) => readAt === null && failures === 0 && !isWithout)
  if (isStarting) return 'starting'
  return old > 0 ? 'behind' : 'running'
}

/**
 * How long it takes until all of them were read again: others that the same right reads wait in the same line. As planned,
 * and where readings are behind, as long as it has taken already.
 */
export function cycleSeconds(zones: readonly PictureZone[], nowMs: number): number | null {
  if (zones.length === 0) return null
  const read = zones.filter(({ readAt, isWithout }) => readAt !== null && !isWithout)
  const { cycleMs } = paceOf({ zones: zones.length, troubled: 0 }, shareLimit())
  const planned = read.reduce((most, { goodForMs }) => Math.max(most, cycleOf(goodForMs)), 0)
  // One that does not answer is asked for ever seldomer, which says nothing of the others.
  const taken = read.reduce(
    (most, { readAt, failures }) =>
      failures > 0 || readAt === null ? most : Math.max(most, nowMs - readAt),
    0,
  )
  return Math.round(Math.max(planned || cycleMs, taken) / 1_000)
}
