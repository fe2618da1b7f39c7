import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import type { WireJob } from '@/lib/server/ibm/wire'
import { judge } from './judge'
import { liveFieldsFor } from './live-fields'
import { toJob } from './to-job'

/** One job of a zone as the API shows it, by what IBM said of it at `readMs`. */
export async function shownJob(
  ctx: ServiceContext,
  place: ZonePlace,
  wire: WireJob,
  readMs = Date.now(),
): Promise<Job> {
  const [liveFields, toldOf] = await Promise.all([
    liveFieldsFor(ctx, place, [wire]),
    judge(ctx, place, { readMs, jobs: [wire], isWhole: false }),
  ])
  return toJob(wire, liveFields, toldOf(wire))
}
