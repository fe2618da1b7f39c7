import 'server-only'
import type { Db } from './client'

export type RecentZoneOwner = { accountId: string; userId: string }

export type RecentZone = {
  instanceId: string
  zoneId: string
  zoneName: string
  /** Epoch ms. */
  usedAt: number
}

/** Notes that somebody opened a zone, under its name of today. */
export async function noteRecentZone(
  db: Db,
  owner: RecentZoneOwner,
  zone: Omit<RecentZone, 'usedAt'>,
  now = Date.now(),
): Promise<void> {
  await db
    .insertInto('recent_zones')
    .values({
      account_id: owner.accountId,
      user_id: owner.userId,
      instance_id: zone.instanceId,
      zone_id: zone.zoneId,
      zone_name: zone.zoneName,
      used_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'user_id', 'instance_id', 'zone_id'])
        .doUpdateSet({ zone_name: zone.zoneName, used_at: now }),
    )
    .execute()
}

/** The zones somebody opened last, newest first. They may be gone or out of reach by now: the caller checks. */
export async function listRecentZones(
  db: Db,
  owner: RecentZoneOwner,
  limit: number,
): Promise<RecentZone[]> {
  const rows = await db
    .selectFrom('recent_zones')
    .selectAll()
    .where('account_id', '=', owner.accountId)
    .where('user_id', '=', owner.userId)
    .orderBy('used_at', 'desc')
    .orderBy('zone_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    zoneName: row.zone_name,
    usedAt: row.used_at,
  }))
}
