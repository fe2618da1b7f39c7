import 'server-only'
import type { AuditAttemptTable, AuditOutcomeTable } from './schema'

// What an attempt is found by: terms such as `a job.create` or `w shop`, each of a kind.

export const everyTerm = 'e'
export const instanceTerm = (instanceId: string) => `i ${instanceId}`
/** For readers who see the instance in their own account alone. */
export const accountTerm = (accountId: string, instanceId: string) => `i ${accountId}/${instanceId}`
export const zoneTerm = (zoneId: string) => `z ${zoneId}`
export const placeTerm = (instanceId: string, zoneId: string) => `z ${instanceId}/${zoneId}`
export const jobTerm = (jobId: string) => `j ${jobId}`
export const actionTerm = (action: string) => `a ${action}`
/** Of the newest outcome; `pending` while there is none. */
export const outcomeTerm = (outcome: string) => `o ${outcome}`
export const actorTerm = (actorNo: number) => `p ${actorNo}`
export const wordTerm = (word: string) => `w ${word}`

/** Of an attempt by itself, without its outcome. */
export function termsOfAttempt(
  attempt: Omit<AuditAttemptTable, 'seq' | 'hash'>,
  actorNo: number,
): string[] {
  const { account_id, instance_id, zone_id, job_id } = attempt
  const words = wordsOf(
    attempt.zone_name,
    attempt.job_name,
    attempt.subject,
    attempt.actor_name,
    attempt.actor_email,
    attempt.actor_id,
    attempt.actor_address,
    ...stringsIn(attempt.before_json),
    ...stringsIn(attempt.after_json),
  )
  return [
    everyTerm,
    actionTerm(attempt.action),
    actorTerm(actorNo),
    ...(instance_id ? [instanceTerm(instance_id), accountTerm(account_id, instance_id)] : []),
    ...(zone_id ? [zoneTerm(zone_id), placeTerm(instance_id, zone_id)] : []),
    ...(job_id ? [jobTerm(job_id)] : []),
    ...words.map(wordTerm),
  ]
}

/** What an outcome adds to its attempt, besides `outcomeTerm`. */
export function termsOfOutcome(
  outcome: Pick<AuditOutcomeTable, 'job_id' | 'job_name' | 'code' | 'detail' | 'after_json'>,
): string[] {
  const { job_id, job_name, code, detail, after_json } = outcome
  const words = wordsOf(job_name, code, detail, ...stringsIn(after_json))
  return [...(job_id ? [jobTerm(job_id)] : []), ...words.map(wordTerm)]
}

/** More than any row has; a row that has more is found by the first. */
const mostWords = 200
const longestWord = 64

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/
const piece = new RegExp(`${uuid.source}|\\d+(?:\\.\\d+){3}|[\\p{L}\\p{N}]+`, 'gu')
/** Prints and hashes, of which no two are alike: nobody looks for one by a part. */
const isPrint = (word: string) => /^(?=.*\d)[0-9a-f]{16,}$/.test(word)

/** The words of texts, each once, in small letters: runs of letters and digits, and as a whole GUIDs and IPv4 addresses. */
export function wordsOf(...texts: (string | null | undefined)[]): string[] {
  const words = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(piece)) {
      if (isPrint(word)) continue
      // As both engines keep half a surrogate pair: a term has to be known again when it is read.
      words.add(word.slice(0, longestWord).toWellFormed())
      if (words.size === mostWords) return [...words]
    }
  }
  return [...words]
}

/** Lists of log fields and prints of keys: nobody looks for a job by them. */
const unsaid = new Set(['names', 'keyPrint', 'revision'])

/** Every text within a value that is kept as JSON. */
function stringsIn(json: string | null): string[] {
  if (json === null) return []
  const found: string[] = []
  const walk = (value: unknown) => {
    if (typeof value === 'string') found.push(value)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) if (!unsaid.has(name)) walk(member)
    }
  }
  walk(JSON.parse(json))
  return found
}
