import 'server-only'
import { cycleMs, troubledEveryMs } from '@/lib/fleet/schedule'
import type { Db } from '@/lib/server/db/client'
import { countZones } from '@/lib/server/db/fleet-zones'
import type { Pace } from './keep'
import { shareLimit } from './share'

/** How often a picture's zones are read, so that the share lasts. */
export async function paceOf(db: Db, owner: string): Promise<Pace> {
  const { all, failing } = await countZones(db, owner)
  const limit = shareLimit()
  return { cycleMs: cycleMs(all, limit), troubledMs: troubledEveryMs(failing, limit) }
}
