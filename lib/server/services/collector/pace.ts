import 'server-only'
import { type Pace, paceOf as plannedPace } from '@/lib/fleet/schedule'
import type { Db } from '@/lib/server/db/client'
import { countZones, type InstanceCount } from '@/lib/server/db/fleet-zones'
import { shareLimit } from './share'

/** How often these instances' zones are read, so that the share of one identity lasts. */
export function paceFor(counts: readonly InstanceCount[]): Pace {
  const sumOf = (member: 'zones' | 'troubled') => counts.reduce((sum, one) => sum + one[member], 0)
  return plannedPace({ zones: sumOf('zones'), troubled: sumOf('troubled') }, shareLimit())
}

/** How often a picture's zones are read at least, whoever reads them. */
export const paceOf = async (db: Db, owner: string): Promise<Pace> =>
  paceFor(await countZones(db, owner))
