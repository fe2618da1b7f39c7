import { atMoment, moment } from '@/lib/moment'
import type { Job, JobState } from '@/lib/schemas/job'
import { formatAge, formatClock, formatLength } from '@/lib/time'
import type { JobRecord } from './records'
import { limitMinutes, stateGlyphs, stateSince, stateWords, timeOf } from './state'
import { type Retention, undeliveredOf, undeliveredWords } from './undelivered'
import { doer } from './who'

type Facts = Pick<Job, 'state' | 'dataset' | 'frequency' | 'lastComplete' | 'lastError'>

/** Whether this dashboard knows that a person paused it. */
const isPaused = (state: JobState, record: JobRecord | undefined) =>
  state === 'off' && record?.off?.how === 'paused'

/** A state as shape and word. "Paused" only where this dashboard knows who did it. */
export function stateLook(state: JobState, record: JobRecord | undefined) {
  return isPaused(state, record)
    ? ({ glyph: 'bars', word: 'Paused' } as const)
    : { glyph: stateGlyphs[state], word: stateWords[state] }
}

/** The second line below a state; '' where there is nothing to add. `record` undefined: not asked yet. */
export function detailWords(facts: Facts, record: JobRecord | undefined, nowMs: number): string {
  const since = stateSince(facts.state, facts)
  switch (facts.state) {
    case 'failing':
      return since === null ? '' : `since ${formatClock(since, nowMs)}`
    case 'late':
      return `${formatLength(nowMs - (since ?? nowMs))} behind · ${limitWords(facts)}`
    case 'delivering':
    case 'quiet':
    case 'paused':
    case 'disabled_by_service':
    case 'gone':
    case 'not_known':
      return ''
    case 'never_ran':
      return waitingWords(facts, record, nowMs)
    case 'off':
      return record === undefined ? '' : offWords(record, nowMs)
  }
}

const limitWords = ({ frequency }: Pick<Job, 'frequency'>) => `limit ${limitMinutes(frequency)} min`

/** IBM forgets the last delivery when a job is resumed, so it then reads as one that never ran. */
function waitingWords(facts: Facts, record: JobRecord | undefined, nowMs: number): string {
  const atMs = record?.start?.atMs ?? record?.createdAtMs
  if (!atMs) return 'no file yet'
  const age = nowMs - atMs
  const since = `${record?.start?.how ?? 'created'} ${formatAge(age)}`
  return age > limitMinutes(facts.frequency) * 60_000 ? `${since} · ${limitWords(facts)}` : since
}

function offWords({ off, isWhole }: JobRecord, nowMs: number): string {
  if (off === null) return isWhole ? 'reason unknown' : ''
  const by = `by ${doer(off)}, ${moment(off.atMs, nowMs)}`
  return off.how === 'paused' ? by : `created disabled ${by}`
}

/** What a failing job has not delivered; '' for all others. `retention`: of the zone's logs. */
export function lossWords(facts: Facts, retention: Retention, nowMs: number): string {
  if (facts.state !== 'failing') return ''
  const undelivered = undeliveredOf(facts, retention, nowMs)
  return undelivered === null ? 'nothing delivered yet' : undeliveredWords(undelivered)
}

/** The second line of the last delivery: the one that IBM forgot when the job was resumed. */
export function deliveredBefore(
  job: Pick<Job, 'lastComplete'>,
  record: JobRecord | undefined,
): number | null {
  return timeOf(job.lastComplete) === null ? (record?.deliveredBeforeMs ?? null) : null
}

const was: Record<JobState, string> = {
  never_ran: 'had not run',
  delivering: 'was delivering',
  quiet: 'was quiet',
  paused: 'was paused',
  disabled_by_service: 'was disabled by IBM',
  gone: 'was gone',
  not_known: 'was not known',
  late: 'was late',
  failing: 'was failing',
  off: 'was disabled',
}

/** The second line of "Not known": what was so when IBM last told. */
export function wasSo(state: JobState, readAtMs: number, nowMs: number): string {
  return `${was[state]} ${atMoment(readAtMs, nowMs)}`
}
