import type { KnownJob } from './advance'
import { errorWords } from './error-words'
import type { DestinationKind } from './kind'
import type { Standing } from './standing'

/** Where two texts are one, whatever follows. PostgreSQL's index takes 2,704 bytes of a key, and a letter has up to three. */
const compared = { error: 500, place: 250 }

/** What jobs have in common that broke together: the same place, and the same words of IBM's but for numbers and ids in them. */
export function causeKey({ job, standing }: { job: KnownJob; standing: Standing }): string {
  const error = errorWords(job.errorText).slice(0, compared.error).toWellFormed()
  const place = hostOf(job.kind, job.place).slice(0, compared.place).toWellFormed()
  const of = standing.state === 'gone' ? job.id : place
  return [standing.state, job.kind, of, error].join('\n')
}

/** The bucket, host or instance of a place, without what differs from job to job. */
export function hostOf(kind: DestinationKind, place: string): string {
  return kind === 'cloudLogs' ? place : (place.split('/', 1)[0] ?? place)
}
