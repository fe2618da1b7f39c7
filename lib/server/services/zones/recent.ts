import 'server-only'
import { grantsOn } from '@/lib/grants/decide'
import type { RecentZone } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import * as store from '@/lib/server/db/recent-zones'

const shown = 8

/** The zones this person used last. Ours to remember, so IBM is not asked; opening one is. */
export async function listRecentZones({
  principal,
  rights,
}: ServiceContext): Promise<RecentZone[]> {
  const owner = { accountId: principal.account?.id ?? '', userId: principal.id }
  const rows = await store.listRecentZones(await getDb(), owner, shown)
  const isSeen = ({ zoneName: name, ...zone }: (typeof rows)[number]) =>
    rights?.by !== 'grants' || grantsOn(rights.grants, { ...zone, name }, Date.now()).length > 0
  return rows.filter(isSeen).map((row) => ({
    instanceId: row.instanceId,
    zoneId: row.zoneId,
    zoneName: row.zoneName,
    usedAt: new Date(row.usedAt).toISOString(),
  }))
}
