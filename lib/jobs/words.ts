import { isLosing } from '@/lib/fleet/standing'
import { atMoment, moment } from '@/lib/moment'
import type { Job, JobState } from '@/lib/schemas/job'
import { formatAge, formatClock, formatLength } from '@/lib/time'
import { datasetLabel } from './dataset'
import type { JobRecord } from './records'
import { limitMinutes, stateGlyphs, stateWords, timeOf } from './state'
import { type Retention, undeliveredOf, undeliveredWords } from './undelivered'
import { pauser } from './who'

type Facts = Pick<
  Job,
  'state' | 'since' | 'cause' | 'by' | 'dataset' | 'frequency' | 'lastComplete'
>

/** What is known besides, of who looks and of the job. `record` undefined: not asked yet. */
type Context = { record: JobRecord | undefined; personId: string | null }

/** A state as shape and word. A job that was created disabled was never paused. */
export function stateLook({ state, by }: Pick<Job, 'state' | 'by'>) {
  return state === 'paused' && by?.how === 'created'
    ? { glyph: stateGlyphs.off, word: stateWords.off }
    : { glyph: stateGlyphs[state], word: stateWords[state] }
}

/** The second line below a state; '' where there is nothing to add. */
export function detailWords(facts: Facts, { record, personId }: Context, nowMs: number): string {
  const since = timeOf(facts.since)
  switch (facts.state) {
    case 'failing':
      return since === null ? '' : `since ${formatClock(since, nowMs)}`
    case 'disabled_by_service':
      return since === null ? '' : `since ${moment(since, nowMs)}`
    case 'late':
      return `${formatLength(nowMs - (timeOf(facts.lastComplete) ?? nowMs))} behind · ${limitWords(facts)}`
    case 'quiet':
      return quietWords(facts, since, nowMs)
    case 'paused':
      return pauseWords(facts, since, personId, nowMs)
    case 'never_ran':
      return waitingWords(facts, record, nowMs)
    case 'off':
      return 'reason unknown'
    case 'delivering':
    case 'gone':
    case 'not_known':
      return ''
  }
}

function quietWords({ cause, dataset }: Facts, since: number | null, nowMs: number): string {
  const what = cause === 'zone' || dataset === null ? 'traffic' : datasetLabel(dataset)
  return since === null ? `no ${what}` : `no ${what} since ${formatClock(since, nowMs)}`
}

function pauseWords(
  { by }: Facts,
  since: number | null,
  personId: string | null,
  nowMs: number,
): string {
  if (by === null) return 'not through this dashboard'
  const who = `by ${pauser(by, personId)}${since === null ? '' : `, ${moment(since, nowMs)}`}`
  return by.how === 'paused' ? who : `created disabled ${who}`
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

/** What a job that fails, or was disabled for it, has not delivered; '' for all others. `retention`: of the zone's logs. */
export function lossWords(facts: Facts, retention: Retention, nowMs: number): string {
  if (!isLosing(facts.state)) return ''
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
