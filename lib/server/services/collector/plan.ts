import 'server-only'
import type { Pace } from '@/lib/fleet/schedule'
import type { Db } from '@/lib/server/db/client'
import { countZones } from '@/lib/server/db/fleet-zones'
import { singleton } from '@/lib/server/singleton'
import { paceFor } from './pace'
import type { Source } from './run'

/** What one right reads of a picture, and how often. */
export type Plan = { instanceIds: readonly string[]; pace: Pace }

/** Counting is a walk through all zones, and a round may follow every second. */
const goodForMs = 15_000

const plans = () => singleton('collector-plans', () => new Map<string, Plan & { madeAt: number }>())
const keyOf = ({ owner, credential }: Source) => `${owner} ${credential.id}`

/** The plan of a source; each has the share of its own identity, so only its own zones count. */
export async function planOf(db: Db, source: Source): Promise<Plan> {
  const known = plans().get(keyOf(source))
  if (known && Math.abs(Date.now() - known.madeAt) < goodForMs) return known
  const all = await countZones(db, source.owner)
  const isOurs = await Promise.all(all.map(({ instanceId }) => source.isOurs(instanceId)))
  const ours = all.filter((_, at) => isOurs[at])
  const plan = {
    instanceIds: ours.map(({ instanceId }) => instanceId),
    pace: paceFor(ours),
    madeAt: Date.now(),
  }
  for (const [key, { madeAt }] of plans()) {
    // Of a connection that was removed, or of somebody who looks no more.
    if (Math.abs(Date.now() - madeAt) >= goodForMs) plans().delete(key)
  }
  plans().set(keyOf(source), plan)
  return plan
}

/** The zones are others than they were. */
export function forgetPlan(source: Source): void {
  plans().delete(keyOf(source))
}
