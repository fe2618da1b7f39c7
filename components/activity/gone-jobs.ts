import type { ActivityItem } from '@/lib/schemas/activity'

type Entry = Pick<ActivityItem, 'action' | 'outcome' | 'instanceId' | 'zoneId' | 'jobId'>

/** Which job an entry is about; '' where it is about none. */
export const jobKey = ({ instanceId, zoneId, jobId }: Omit<Entry, 'action' | 'outcome'>) =>
  zoneId && jobId ? [instanceId, zoneId, jobId].join('/') : ''

/** The jobs that were deleted in these entries: their pages are there no more. */
export function goneJobs(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(
    entries
      .filter(({ action, outcome }) => action === 'job.delete' && outcome === 'succeeded')
      .map(jobKey),
  )
}
