import type { KnownJob } from './advance'
import type { DestinationKind } from './kind'
import type { Standing } from './standing'

/** Where two texts are one, whatever follows. PostgreSQL's index takes 2,704 bytes of a key, and a letter has up to three. */
const compared = { error: 500, place: 250 }

/** IBM's words but for numbers and ids in them. */
export const wordsOf = (error: string): string =>
  error.toLowerCase().replaceAll(/[0-9a-f-]{8,}|\d+/g, '#')

/** What jobs have in common that broke together: the place, for which IBM has more words than one; the words where there is none. */
export function causeKey({ job, standing }: { job: KnownJob; standing: Standing }): string {
  if (standing.state === 'gone') return [standing.state, job.kind, job.id].join('\n')
  const place = hostOf(job.kind, job.place).slice(0, compared.place).toWellFormed()
  const error = wordsOf(job.errorText ?? '')
    .slice(0, compared.error)
    .toWellFormed()
  return [standing.state, job.kind, place, place === '' ? error : ''].join('\n')
}

/** The bucket, host or instance of a place, without what differs from job to job. */
export function hostOf(kind: DestinationKind, place: string): string {
  return kind === 'cloudLogs' ? place : (place.split('/', 1)[0] ?? place)
}
