import 'server-only'
import type { Member } from '@/lib/alerts/advance'
import type { AlertNotice } from '@/lib/schemas/alert'
import type { ServiceContext } from '@/lib/server/context'
import type { AlertRow } from '@/lib/server/db/alerts'
import { currentTeam } from '@/lib/server/team'
import { seenFleet } from '../overview/seen'
import { inOrder, namesOf } from './notice'
import { ofAccount, teamZones } from './sight'

/** What of an alert somebody sees now. */
export type SeenMembers = (alert: Pick<AlertRow, 'members'>) => Member[]

/**
 * What somebody sees of alerts: who administers everything all of it, anybody else what is of zones that they see now, however
 * much they saw when it was told. A key is no zone's: it is a matter of those who administer, who were told of it as such.
 */
export async function membersSeenBy(ctx: ServiceContext): Promise<SeenMembers> {
  const { administers } = ctx
  if (administers === 'all') return ({ members }) => [...members.values()]
  const { zones } = await seenFleet(ctx)
  const ids = new Set(zones.map(({ zoneId }) => zoneId))
  if (administers === 'account') {
    const isTheirs = ofAccount(await currentTeam(), ctx.principal.account?.id)
    for (const zone of (await teamZones()).filter(isTheirs)) ids.add(zone.zoneId)
  }
  return ({ members }) =>
    [...members.values()].filter(({ subject: { zone } }) =>
      zone ? ids.has(zone.id) : Boolean(administers),
    )
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
