import 'server-only'
import { isMissed, type JobNow } from '@/lib/fleet/cells'
import { isLosing } from '@/lib/fleet/standing'
import type { JobState } from '@/lib/schemas/job'
import type { Overview } from '@/lib/schemas/overview'
import type { JudgedZone } from './judged'
import type { PictureZone } from './picture'

/** Of all zones that were read, the oldest reading, in epoch ms. */
export function oldestOf(zones: readonly PictureZone[]): number | null {
  const times = zones.flatMap(({ readAt }) => readAt ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

/** Jobs by state; those that are gone are not counted among them. */
export function totalsOf(
  zones: readonly JudgedZone[],
  jobs: readonly JobNow[],
): Overview['totals'] {
  const count: Record<JobState, number> = {
    never_ran: 0,
    delivering: 0,
    quiet: 0,
    late: 0,
    failing: 0,
    paused: 0,
    disabled_by_service: 0,
    off: 0,
    gone: 0,
    not_known: 0,
  }
  for (const { standing } of jobs) count[standing.state]++
  return {
    zones: zones.length,
    zonesRead: zones.filter(({ zone }) => zone.readAt !== null || zone.isWithout).length,
    zonesNotKnown: zones.filter(({ zone, isKnown }) => isMissed({ ...zone, isKnown })).length,
    jobs: jobs.length - count.gone,
    ...count,
    lastLosing: jobs.filter(
      ({ job, standing }) => standing.state === 'not_known' && isLosing(job.standing.state),
    ).length,
  }
}
