import 'server-only'
import type { Db } from './client'
import { fromJsonText } from './json'

export type FleetInstance = {
  id: string
  name: string
  /** The credential with which it is read. */
  by?: string
  /** Why its list of zones, or a part of it, could not be read, and since when; what is known of its zones stays. */
  unread?: { errorCode: string; sinceMs: number }
  /** The last list of its credential's instances lacked it, and nobody else answers for it. */
  isMissing?: boolean
}

/** How a picture stands as a whole. Times are epoch ms. */
export type FleetHead = {
  owner: string
  seq: number
  zonesReadAt: number | null
  errorCode: string | null
  instances: readonly FleetInstance[]
}

export async function readFleetHead(db: Db, owner: string): Promise<FleetHead | null> {
  const row = await db
    .selectFrom('fleet_heads')
    .selectAll()
    .where('owner', '=', owner)
    .executeTakeFirst()
  if (!row) return null
  return {
    owner,
    seq: row.seq,
    zonesReadAt: row.zones_read_at,
    errorCode: row.error_code,
    instances: fromJsonText(row.instances_json) as FleetInstance[],
  }
}

/** Whose pictures there are, and when their zones were last listed. */
export const listFleetOwners = async (
  db: Db,
): Promise<{ owner: string; zonesReadAt: number | null }[]> =>
  db.selectFrom('fleet_heads').select(['owner', 'zones_read_at as zonesReadAt']).execute()

export type HeadChange = Partial<Omit<FleetHead, 'owner' | 'seq'>>

/**
 * Raises the picture's number and returns it. Within a transaction it is the lock of the picture: whoever changes one does
 * so first, so that numbers come to be seen in their order.
 */
export async function raiseFleetSeq(
  db: Db,
  owner: string,
  change: HeadChange = {},
): Promise<number> {
  const set = {
    ...(change.zonesReadAt !== undefined && { zones_read_at: change.zonesReadAt }),
    ...(change.errorCode !== undefined && { error_code: change.errorCode }),
    ...(change.instances !== undefined && { instances_json: JSON.stringify(change.instances) }),
  }
  const row = await db
    .insertInto('fleet_heads')
    .values({
      owner,
      seq: 1,
      zones_read_at: null,
      error_code: null,
      instances_json: '[]',
      ...set,
    })
    .onConflict((conflict) =>
      conflict
        .column('owner')
        .doUpdateSet((eb) => ({ ...set, seq: eb('fleet_heads.seq', '+', 1) })),
    )
    .returning('seq')
    .executeTakeFirstOrThrow()
  return row.seq
}
