import type { KnownJob } from './advance'
import type { DestinationKind } from './kind'
import type { Standing } from './standing'

/** Where two texts are one, whatever follows. PostgreSQL's index takes 2,704 bytes of a key, and a letter has up to three. */
const compared = { error: 500, place: 250 }

/** IBM's words but for numbers and ids in them. */
export const wordsOf = (error: string): string =>
  error.toLowerCase().replaceAll(/[0-9a-f-]{8,}|\d+/g, '#')

/**
 * What tells an error from another one of the same job: its words, HTTP's status and codes of errors. Not what differs from one
 * request to the next: ids, numbers of bytes, times.
 */
export function errorPrint(error: string): string {
  const text = error.toLowerCase()
  const words = text.replaceAll(/[0-9a-f-]{8,}|\d+/g, (found: string, at: number) =>
    isCode(found, text.slice(Math.max(0, at - nearby), at), text.slice(at + found.length))
      ? found
      : '#',
  )
  // FNV-1a: short, and the same in each process.
  let print = 0x811c9dc5
  for (let at = 0; at < words.length; at++) {
    print = Math.imul(print ^ words.charCodeAt(at), 0x01000193)
  }
  return (print >>> 0).toString(36)
}

/** Longer than any word below, with what stands between it and a number. */
const nearby = 24

/** A number after these is a code, whatever it is. */
const codeWord = /(?:status|code|errno)\W{0,3}$/
/** After these a status is one, also without a space between. */
const statusWord = /(?:http(?:\/\d(?:\.\d)?)?|err(?:or)?|response)[\W_]{0,3}$/
/** A number after these counts something, or names one of many. What fails may end with such a word and a colon. */
const countWord =
  /\b(?:(?:attempt|bytes|id|length|offset|retry|size|try)\W{0,3}|(?:after|at|batch|chunk|file|in|line|no|number|object|of|part|port|record|request|row|took)[\s#(=]{0,3})$/
/** So does one before these. */
const unit =
  /^\W{0,2}(?:[kmg]?i?b|bytes?|m?s|sec(?:ond)?s?|min(?:ute)?s?|h|hours?|days?|times|tries|attempts?|retries|requests?|records?|rows?|lines?|objects?|files?|events?|logs?|of)\b/

/** Whether a number within a text is the code of an error: so named, or one that stands alone and is a status of HTTP. */
function isCode(found: string, before: string, after: string): boolean {
  if (!/^\d{1,5}$/.test(found) || /^(?:\w|[.,:]\d)/.test(after)) return false
  if (codeWord.test(before)) return true
  if (!/^[45]\d\d$/.test(found)) return false
  if (statusWord.test(before)) return true
  const isAlone = /(?:^|[\s"'(<=>[{|,;])$/.test(before)
  return isAlone && !countWord.test(before) && !unit.test(after)
}

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
