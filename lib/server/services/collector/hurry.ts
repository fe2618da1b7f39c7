import 'server-only'
import { getDb } from '@/lib/server/db/client'
import { hurryZone } from '@/lib/server/db/fleet-zones'
import { log } from '@/lib/server/log'

/** Something was changed in a zone: every picture that has it is read again next. Never rejects: a change does not fail for that. */
export async function readZoneNext(zoneId: string): Promise<void> {
  try {
    await hurryZone(await getDb(), zoneId)
  } catch (error) {
    log.warn('zone_not_hurried', { error })
  }
}
