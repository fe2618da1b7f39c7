import type { KnownJob } from './advance'
import type { DestinationKind } from './kind'
import type { Standing } from './standing'

/** What jobs have in common that broke together: the same place, and the same words of IBM's but for numbers and ids in them. */
export function causeKey({ job, standing }: { job: KnownJob; standing: Standing }): string {
  const error = (job.errorText ?? '').toLowerCase().replaceAll(/[0-9a-f-]{8,}|\d+/g, '#')
  const of = standing.state === 'gone' ? job.id : hostOf(job.kind, job.place)
  return [standing.state, job.kind, of, error].join('\n')
}

/** The bucket, host or instance of a place, without what differs from job to job. */
export function hostOf(kind: DestinationKind, place: string): string {
  return kind === 'cloudLogs' ? place : (place.split('/', 1)[0] ?? place)
}
