import { moment } from '@/lib/moment'
import type { Job, JobState } from '@/lib/schemas/job'
import { formatAge, formatClock, formatLength } from '@/lib/time'
import type { JobRecord } from './records'
import { limitMinutes, stateSince, stateWords, timeOf } from './state'

type Facts = Pick<Job, 'state' | 'frequency' | 'lastComplete' | 'lastError'>

/** The second line below a state; '' where there is nothing to add. `record` undefined: not asked yet. */
export function detailWords(facts: Facts, record: JobRecord | undefined, nowMs: number): string {
  const since = stateSince(facts.state, facts)
  switch (facts.state) {
    case 'failing':
      return since === null ? '' : `since ${formatClock(since, nowMs)}`
    case 'late':
      return `${formatLength(nowMs - (since ?? nowMs))} behind · limit ${limitMinutes(facts.frequency)} min`
    case 'delivering':
      return ''
    case 'never_ran':
      return waitingWords(record, nowMs)
    case 'off':
      return record === undefined ? '' : offWords(record, nowMs)
  }
}

/** IBM forgets the last delivery when a job is switched on again, so it then reads as one that never ran. */
function waitingWords(record: JobRecord | undefined, nowMs: number): string {
  if (record?.resumedAtMs) return `resumed ${formatAge(nowMs - record.resumedAtMs)}`
  if (record?.madeAtMs) return `created ${formatAge(nowMs - record.madeAtMs)}`
  return 'waiting for the first file'
}

function offWords({ off }: JobRecord, nowMs: number): string {
  if (off === null) return 'reason unknown'
  const by = `by ${off.isYou ? 'you' : off.by}, ${moment(off.atMs, nowMs)}`
  return off.how === 'paused' ? by : `created disabled ${by}`
}

/** What a failing job has lost so far; '' for all others. */
export function lossWords(facts: Facts, nowMs: number): string {
  if (facts.state !== 'failing') return ''
  const complete = timeOf(facts.lastComplete)
  return complete === null
    ? 'nothing delivered yet'
    : `${formatLength(nowMs - complete)} not delivered`
}

/** "Paused" only where this dashboard knows who did it. */
export function stateWord(state: JobState, record: JobRecord | undefined): string {
  return state === 'off' && record?.off?.how === 'paused' ? 'Paused' : stateWords[state]
}

const wasWords: Record<JobState, string> = {
  never_ran: 'had not run',
  delivering: 'was delivering',
  late: 'was late',
  failing: 'was failing',
  off: 'was disabled',
}

/** The second line of "Not known": what was so when IBM last told. */
export function wasSo(state: JobState, readAtMs: number, nowMs: number): string {
  return `${wasWords[state]} at ${formatClock(readAtMs, nowMs)}`
}
