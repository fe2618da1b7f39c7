import 'server-only'
import type { Member } from '@/lib/alerts/advance'
import { placeOf } from '@/lib/alerts/look'
import type { AlertNotice } from '@/lib/schemas/alert'
import type { ServiceContext } from '@/lib/server/context'
import type { AlertRow } from '@/lib/server/db/alerts'
import { knownTeam } from '@/lib/server/team'
import { connectionsOf } from '../collector/pictures'
import { seenFleet, seesWhole } from '../overview/seen'
import { inOrder, namesOf } from './notice'

/** What of an alert somebody sees now. */
export type SeenMembers = (alert: Pick<AlertRow, 'members'>) => Member[]

/**
 * What somebody sees of alerts: who administers everything all of it, anybody else what is of zones that they see now, however
 * much they saw when it was told; of what is no zone's, lists of instances of which they see all, and keys of connections
 * that they administer.
 */
export async function membersSeenBy(ctx: ServiceContext): Promise<SeenMembers> {
  const { administers, rights } = ctx
  if (administers === 'all') return ({ members }) => [...members.values()]
  const [{ zones, pictures }, team] = await Promise.all([seenFleet(ctx), knownTeam()])
  const zoneIds = new Set(zones.map(({ zoneId }) => zoneId))
  const connectionIds = new Set(connectionsOf(ctx, team).map(({ id }) => id))
  const listed = new Set(pictures.flatMap(({ head }) => head.instances.map(({ id }) => id)))
  const isListSeen = (instanceId: string) =>
    rights?.by === 'grants'
      ? seesWhole(rights.grants, instanceId, Date.now())
      : listed.has(instanceId)
  const isSeen = ({ subject }: Member) => {
    if (subject.zone) return zoneIds.has(subject.zone.id)
    const place = placeOf(subject)
    return 'instanceId' in place
      ? isListSeen(place.instanceId)
      : connectionIds.has(place.connectionId)
  }
  return ({ members }) => [...members.values()].filter(isSeen)
}

/** What of a notice somebody sees who sees these of its alert's members; null: nothing of what it tells. */
export function shownNotice(
  notice: AlertNotice,
  alert: Pick<AlertRow, 'members'>,
  seen: readonly Member[],
): AlertNotice | null {
  if (seen.length === alert.members.size) return notice
  const jobs = new Set(notice.jobs.map(({ zone, id }) => `${zone.id} ${id}`))
  const others = new Set(notice.others)
  const isAllNamed = notice.count === notice.jobs.length + notice.others.length
  const subjects = seen
    .map(({ subject }) => subject)
    .filter((subject) => {
      const { zone, job } = subject
      if (!isAllNamed) return true
      return job && zone
        ? jobs.has(`${zone.id} ${job.id}`)
        : namesOf([subject]).others.some((name) => others.has(name))
    })
  if (subjects.length === 0) return null
  return {
    ...notice,
    ...namesOf(inOrder(subjects)),
    count: Math.min(notice.count, subjects.length),
  }
}
