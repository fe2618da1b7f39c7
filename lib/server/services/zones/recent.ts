import 'server-only'
import type { RecentZone } from '@/lib/schemas/zone'
import type { SignedInContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import * as store from '@/lib/server/db/recent-zones'

const shown = 8

/** The zones this person used last. Ours to remember, so IBM is not asked; opening one is. */
export async function listRecentZones({ session }: SignedInContext): Promise<RecentZone[]> {
  const owner = { accountId: session.account.id, userId: session.user.id }
  const rows = await store.listRecentZones(await getDb(), owner, shown)
  return rows.map((row) => ({
    instanceId: row.instanceId,
    zoneId: row.zoneId,
    zoneName: row.zoneName,
    usedAt: new Date(row.usedAt).toISOString(),
  }))
}
