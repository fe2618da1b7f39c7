import 'server-only'
import { type AlertState, type Notice, toldLate } from '@/lib/alerts/advance'
import { isPassing } from '@/lib/alerts/passing'
import { channelsTold } from '@/lib/server/db/alert-deliveries'
import type { AlertRuleRow } from '@/lib/server/db/alert-rules'
import type { Db } from '@/lib/server/db/client'

/** What only some of a rule's channels are to hear. */
export type LateNotice = Notice & { channelIds: readonly string[] }

/**
 * What channels of a rule have not heard of its alerts that others were told of: they came to it while those were open. Of what
 * somebody takes care of already, and of what happened once, they hear nothing.
 *
 * @param alerts as they are after a look that tells nothing of them
 * @returns `isWhole`: nobody is left who has to be told later
 */
export async function forNewcomers(
  db: Db,
  rule: AlertRuleRow,
  alerts: readonly AlertState[],
): Promise<{ notices: LateNotice[]; isWhole: boolean }> {
  const told = alerts.filter(
    ({ recoveredAt, toldAt, isAcknowledged }) =>
      recoveredAt === null && toldAt !== null && !isAcknowledged && !isPassing(rule.when),
  )
  const heard = await channelsTold(
    db,
    told.map(({ id }) => id),
  )
  const notices: LateNotice[] = []
  let isWhole = true
  for (const alert of told) {
    const channelIds = rule.channelIds.filter((id) => !heard.get(alert.id)?.has(id))
    if (channelIds.length === 0) continue
    const notice = toldLate(alert)
    if (notice) notices.push({ ...notice, channelIds })
    else isWhole = false
  }
  return { notices, isWhole }
}
