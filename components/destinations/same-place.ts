import { fullPath } from '@/lib/destinations/cos-place'
import { trimPath } from '@/lib/destinations/path'
import { samePlace } from '@/lib/destinations/same'
import { datasetWords, sameDataset } from '@/lib/jobs/dataset'
import { isPlaced, type JobDraft, toDestination } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'

/** Jobs of the zone that already write to the very place of this draft. None while the place is not chosen. */
export function jobsAtSamePlace(draft: JobDraft, jobs: readonly Job[], own?: string): Job[] {
  if (!isPlaced(draft)) return []
  const destination = toDestination(draft)
  return jobs.filter((job) => job.id !== own && samePlace(destination, job.destination))
}

/** Jobs of the zone that use the same bucket, or the same Cloud Logs instance, wherever in it. */
export function jobsNearby(draft: JobDraft, jobs: readonly Job[], own?: string): Job[] {
  return jobs.filter(({ id, destination }) => {
    if (id === own) return false
    if (draft.kind === 'cos') {
      return destination.kind === 'cos' && draft.cos.bucket === destination.bucket
    }
    if (draft.kind !== 'cloudLogs') {
      return isPlaced(draft) && samePlace(toDestination(draft), destination)
    }
    return (
      destination.kind === 'cloudLogs' &&
      draft.cloudLogs.instanceId !== '' &&
      destination.instanceId === draft.cloudLogs.instanceId.toLowerCase()
    )
  })
}

/** A path near the draft's that no job of the zone writes to in this bucket: `http-2`, or `retail-http` beside others. */
export function freePath(draft: JobDraft, jobs: readonly Job[], own?: string): string {
  const { cos, logs } = draft
  const taken = new Set(
    jobsNearby(draft, jobs, own).flatMap(({ destination }) =>
      destination.kind === 'cos' ? [fullPath(destination)] : [],
    ),
  )
  const isFree = (path: string) => !taken.has(fullPath({ ...cos, path }))
  const folder = trimPath(cos.path)
  const short = datasetWords[logs.dataset].short
  const named = folder === '' ? short : `${folder}-${short}`
  const others = jobsAtSamePlace(draft, jobs, own)
  const isOtherDataset =
    others.length > 0 && others.every((job) => !sameDataset(job.dataset, logs.dataset))
  if ((folder === '' || isOtherDataset) && isFree(named)) return named
  const base = folder === '' ? short : folder
  for (let n = 2; ; n++) {
    if (isFree(`${base}-${n}`)) return `${base}-${n}`
  }
}
