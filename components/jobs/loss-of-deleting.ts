import { destinationPlace } from '@/lib/destinations/words'
import { datasetLabel, sameDataset } from '@/lib/jobs/dataset'
import type { Job } from '@/lib/schemas/job'

type Sender = Pick<Job, 'id' | 'dataset' | 'enabled' | 'destination'>

/** What stops arriving when a job is deleted. `others`: the zone's jobs, itself or not; undefined: not known. */
export function lossOfDeleting(
  job: Sender,
  zoneName: string,
  others: readonly Sender[] | undefined,
): string {
  if (job.destination.kind === 'logdna')
    return 'Nothing can be delivered there any more, so no logs are affected.'
  if (!job.enabled) return 'The job is disabled, so no delivery stops.'
  const logs = datasetLabel(job.dataset)
  if (others === undefined) {
    return `${logs} of ${zoneName} will no longer be delivered to ${destinationPlace(job.destination)}.`
  }
  const same = others.filter(
    (other) => other.id !== job.id && other.enabled && sameDataset(other.dataset, job.dataset),
  )
  if (same.length === 0) {
    return `${logs} of ${zoneName} will no longer be delivered: this is the only job that sends them.`
  }
  const who =
    same.length === 1 ? 'one other job still sends' : `${same.length} other jobs still send`
  return `${logs} of ${zoneName} will no longer be delivered there; ${who} them.`
}
