import 'server-only'
import type { Job, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import type { CarriedOut } from '../carry-out'
import { movesOf } from '../moves/shown'
import { shownJob } from './shown'

/** The job as a change left it, with everything that is to be said about it. */
export async function changedJob(
  ctx: ServiceContext,
  place: ZonePlace,
  { job: wire, warnings: onTheWay }: CarriedOut,
  warnings: readonly Warning[],
): Promise<Job> {
  // A create or a change that was carried out always shows its job.
  if (wire === null) throw new AppError('internal', 'Internal error in this dashboard.')
  const [shown, withMove] = await Promise.all([shownJob(ctx, place, wire), movesOf(place)])
  const job = withMove(shown)
  const all = [...onTheWay, ...warnings]
  return all.length > 0 ? { ...job, warnings: all } : job
}
