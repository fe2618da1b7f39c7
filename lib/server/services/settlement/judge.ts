import 'server-only'
import { changedIn, type JobSnapshot, type SnapshotMember, showing } from '@/lib/jobs/snapshot'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { AuditRow } from '@/lib/server/db/audit-list'
import { readCreated, readSnapshot, readSwitch } from './recorded'

/** What IBM holds now, of what an attempt was about. */
export type Reading = {
  /** The zone's jobs; null: not read. */
  jobs: readonly FoundJob[] | null
  /** There are jobs besides that could not be read. */
  isPartial?: boolean
  /** Its log retention; null: not read, or its plan has none. */
  retention: boolean | null
}
export type FoundJob = { id: string; settings: JobSnapshot }

export type Verdict =
  /** Exactly what was asked for shows, and no other attempt can claim it. */
  | { state: 'done'; jobId?: string }
  /** Nothing is proven yet; a later reading may. */
  | { state: 'open' }
  /** No reading will ever prove it. `why` is read by people. */
  | { state: 'undecidable'; why: string }

/** A job that was known to be created longer before an attempt is in its list of ids; IBM may use that id again later. */
const knownSinceMs = 60_000

/**
 * What changes something at IBM that an attempt can be judged by. That a move or a change was asked for or approved
 * changes nothing; what is done of it are attempts of their own.
 */
const writes: readonly string[] = [
  'job.create',
  'job.update',
  'job.pause',
  'job.resume',
  'job.delete',
  'retention.update',
] satisfies ActivityAction[]
const isWrite = (action: string) => writes.includes(action)

const open: Verdict = { state: 'open' }
const undecidable = (why: string): Verdict => ({ state: 'undecidable', why })

/**
 * What a reading tells of a write whose answer got lost. That something does not show proves nothing: IBM may carry it
 * out a moment later. Only a refusal of IBM's proves that it was not done, and then there is nothing to judge.
 * @param about the attempts about the same zone since shortly before this one, itself or not, in their order
 */
export function judge(attempt: AuditRow, about: readonly AuditRow[], reading: Reading): Verdict {
  const others = about.filter(
    ({ id, outcome, action }) => id !== attempt.id && outcome !== 'failed' && isWrite(action),
  )
  switch (attempt.action) {
    case 'job.create':
      return ofCreate(attempt, others, reading)
    case 'job.update':
    case 'job.pause':
    case 'job.resume':
      return ofChange(attempt, others, reading)
    case 'job.delete':
      return ofDelete(attempt, others, reading)
    case 'retention.update':
      return ofRetention(attempt, others, reading)
    default:
      // Whether a challenge file was written shows nowhere that we may look.
      return undecidable('IBM does not show anywhere whether this was done.')
  }
}

function ofCreate(attempt: AuditRow, others: readonly AuditRow[], { jobs }: Reading): Verdict {
  const asked = readSnapshot(attempt.after)
  const before = readCreated(attempt.before)
  if (!asked || !before) return undecidable('The record does not say what was requested.')
  if (!jobs) return open
  const claimed = new Set(
    others.flatMap(({ action, jobId, settledAt }) =>
      action === 'job.create' && (settledAt ?? 0) > attempt.at - knownSinceMs ? (jobId ?? []) : [],
    ),
  )
  const fresh = jobs.filter(({ id }) => !before.otherJobIds.includes(id) && !claimed.has(id))
  const equal = fresh.filter(({ settings }) => isAsAsked(asked, settings))
  const rivals = others.filter(
    (other) =>
      other.action === 'job.create' &&
      other.jobId === null &&
      isSameWish(asked, other) &&
      // What it found there before it was sent is not its own.
      !equal.every(({ id }) => readCreated(other.before)?.otherJobIds.includes(id)),
  )
  const [first] = equal
  if (first && equal.length > rivals.length) {
    // With as many jobs as attempts each was done; the ids and the attempts are in the order in which they came.
    const place = rivals.filter(
      ({ at, id }) => at < attempt.at || (at === attempt.at && id < attempt.id),
    )
    return { state: 'done', jobId: (inOrder(equal)[place.length] ?? first).id }
  }
  if (first) {
    if (rivals.some(isUnderWay)) return open
    return undecidable(
      'The same job was requested more than once; it is unknown which request created the existing one.',
    )
  }
  const removed = others.find(
    (other) =>
      other.action === 'job.delete' &&
      other.outcome === 'succeeded' &&
      other.at >= attempt.at &&
      other.jobName === asked.name &&
      !before.otherJobIds.includes(other.jobId ?? ''),
  )
  return removed
    ? undecidable(`A job with this name has since been deleted by ${removed.actor.name}.`)
    : open
}

function ofChange(attempt: AuditRow, others: readonly AuditRow[], reading: Reading): Verdict {
  const { jobs, isPartial } = reading
  const [before, after] = [readSnapshot(attempt.before), readSnapshot(attempt.after)]
  if (!before || !after) return undecidable('The record does not say what was requested.')
  const changed = changedIn(before, after)
  const rivals = others.filter((other) => isRival(attempt, other, changed))
  const settled = ofRivals(attempt, rivals)
  if (settled) return settled
  if (!jobs) return open
  const found = jobs.find(({ id }) => id === attempt.jobId)
  if (!found && isPartial) return open
  if (!found) return undecidable('The job no longer exists, so the outcome can’t be determined.')
  const tells = changed.map((member) => showing(member, after, found.settings))
  if (tells.includes('differs')) return open
  if (tells.includes('shows')) return { state: 'done' }
  return undecidable('IBM does not return this part of a job, so the outcome can’t be determined.')
}

function ofDelete(attempt: AuditRow, others: readonly AuditRow[], reading: Reading): Verdict {
  const { jobs, isPartial } = reading
  const rivals = others.filter(
    ({ action, jobId }) => action === 'job.delete' && jobId === attempt.jobId,
  )
  const settled = ofRivals(attempt, rivals)
  if (settled) return settled
  if (!jobs || isPartial || jobs.some(({ id }) => id === attempt.jobId)) return open
  return { state: 'done' }
}

function ofRetention(
  attempt: AuditRow,
  others: readonly AuditRow[],
  { retention }: Reading,
): Verdict {
  const wanted = readSwitch(attempt.after)
  if (wanted === null) return undecidable('The record does not say what was requested.')
  const rivals = others.filter(
    (other) =>
      other.action === 'retention.update' &&
      !wasThere(other, attempt) &&
      (!isEarlierDone(other, attempt) || readSwitch(other.after) === wanted),
  )
  return ofRivals(attempt, rivals) ?? (retention === wanted ? { state: 'done' } : open)
}

/** An attempt whose own answer may still come decides nothing yet; any other makes this one undecidable. */
function ofRivals(attempt: AuditRow, rivals: readonly AuditRow[]): Verdict | null {
  const ended = rivals.find((rival) => !isUnderWay(rival))
  if (ended) return undecidable(sinceWords(ended, attempt))
  return rivals.length > 0 ? open : null
}

const isUnderWay = ({ outcome }: AuditRow) => outcome === 'pending'

/** Whether another attempt touches the same settings of the same job, so that what shows may be its work. */
function isRival(attempt: AuditRow, other: AuditRow, changed: readonly SnapshotMember[]): boolean {
  if (other.jobId !== attempt.jobId) return false
  if (other.action === 'job.delete') return true
  const [before, after] = [readSnapshot(other.before), readSnapshot(other.after)]
  if (!before || !after) return other.action !== 'job.create'
  if (wasThere(other, attempt)) return false
  const asked = readSnapshot(attempt.after)
  const both = changedIn(before, after).filter((member) => changed.includes(member))
  if (!asked || !isEarlierDone(other, attempt)) return both.length > 0
  return both.some((member) => showing(member, asked, after) !== 'differs')
}

/** An earlier one that was done. Where it was still under way when this one began, it can claim what both asked for. */
const isEarlierDone = ({ outcome, at }: AuditRow, attempt: AuditRow) =>
  outcome === 'succeeded' && at < attempt.at

/** Whether what another one did was there before this one began. */
const wasThere = (other: AuditRow, attempt: AuditRow) =>
  isEarlierDone(other, attempt) && (other.settledAt ?? other.at) <= attempt.at

function isSameWish(asked: JobSnapshot, other: AuditRow): boolean {
  const wish = readSnapshot(other.after)
  return wish !== null && isAsAsked(asked, wish)
}

/** A setting that IBM does not show speaks neither for nor against. */
function isAsAsked(asked: JobSnapshot, found: JobSnapshot): boolean {
  return changedIn(found, asked).every((member) => showing(member, asked, found) === 'hidden')
}

const inOrder = (jobs: readonly FoundJob[]) =>
  [...jobs].sort((a, b) => a.id.length - b.id.length || a.id.localeCompare(b.id))

const deeds: Record<string, string> = {
  'job.pause': 'paused',
  'job.resume': 'resumed',
  'job.delete': 'deleted',
  'job.update': 'changed',
  'retention.update': 'switched',
}

function sinceWords(rival: AuditRow, attempt: AuditRow): string {
  const deed = deeds[rival.action] ?? 'changed'
  const who = rival.actor.name || rival.actor.id
  const isDone = rival.outcome === 'succeeded'
  const what = isDone ? `was ${deed} by ${who}` : `may have been ${deed} by ${who}`
  const when = rival.at < attempt.at ? 'shortly before' : 'since'
  return `It ${what} ${when}, so the effect of this request can’t be determined.`
}
