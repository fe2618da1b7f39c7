import { deliveredAs } from '@/lib/destinations/delivered'
import { duration } from '@/lib/duration'
import { atMoment, moment } from '@/lib/moment'
import type { Job } from '@/lib/schemas/job'
import { datasetLabel } from './dataset'
import { type Finding, findingWords, silentText } from './health'
import type { JobRecord } from './records'
import { firstFileMinutes, limitMinutes, stateGlyphs, timeOf } from './state'
import { isLeftover, leftoverText, saidOf, switchedOffAfterHours, troubleOf } from './trouble'
import { type Retention, undeliveredOf } from './undelivered'
import { undeliveredSentence } from './undelivered-sentence'
import { pauser } from './who'
import { stateLook, wasSo } from './words'

/** The sentence a job's page begins with: `key` in the state's colour and weight, `strong` in weight, `rest` plain. */
export type Headline = {
  /** The name of a glyph. */
  glyph: (typeof stateGlyphs)[keyof typeof stateGlyphs]
  look: 'loss' | 'warn' | 'ink'
  key: string
  strong: string
  rest: string
}

export type HeadlineContext = {
  nowMs: number
  /** undefined: not asked yet. */
  record: JobRecord | undefined
  /** What is wrong though IBM reports no error. */
  finding: Finding | null
  /** Of the zone's logs. */
  retention: Retention
  /** When the job was read, Unix ms, if what it says may be wrong by now. */
  staleSinceMs: number | null
  /** What is asked of IBM and not confirmed: true is on. */
  wanted: boolean | null
  /** Who is signed in, as IAM names them. */
  personId: string | null
}

const plain = { look: 'ink', strong: '' } as const

const seconds = (ms: number) => {
  const whole = Math.max(0, Math.floor(ms / 1000))
  if (whole === 0) return 'just now'
  return whole === 1 ? '1 second ago' : `${whole} seconds ago`
}

/** How long ago in running text: seconds are spelt out, longer lengths are not. */
const ago = (ms: number) => (ms < 60_000 ? seconds(ms) : `${duration(ms)} ago`)

const untilResumed = 'Nothing is delivered until you resume it.'

export function headline(job: Job, context: HeadlineContext): Headline {
  const { nowMs, finding, staleSinceMs, wanted } = context
  const { state } = job
  if (wanted !== null) {
    const key = wanted ? 'Resuming…' : 'Pausing…'
    return { ...plain, glyph: 'bars', key, rest: 'IBM checks the destination first.' }
  }
  if (staleSinceMs !== null) {
    const rest = `The job can’t be loaded right now; it ${wasSo(state, staleSinceMs, nowMs)}.`
    return { ...plain, glyph: 'question', key: 'Not known.', rest }
  }
  const base = { ...plain, glyph: stateGlyphs[state] }
  const complete = timeOf(job.lastComplete)
  const behind = complete === null ? 0 : nowMs - complete
  const found = finding ? findingWords(finding, job, nowMs) : ''
  switch (state) {
    case 'off':
      return { ...base, ...unexplained(job) }
    case 'paused':
      return { ...base, ...paused(job, context) }
    case 'disabled_by_service':
      return { ...base, look: 'loss', ...disabled(job, context) }
    case 'gone':
      return { ...base, key: 'Gone.', rest: 'IBM no longer lists this job.' }
    case 'not_known':
      return { ...base, key: 'Not known.', rest: 'IBM’s list does not show this job.' }
    case 'never_ran':
      return found
        ? { ...base, look: 'warn', key: 'Not delivering.', rest: `${found}${before(job, context)}` }
        : { ...base, ...waiting(job, context) }
    case 'quiet':
      return found
        ? { ...base, look: 'warn', key: 'Not delivering.', rest: found }
        : { ...base, ...quiet(job, nowMs) }
    case 'delivering': {
      const rest = `Last ${deliveredAs(job.destination)} ${ago(behind)}.${found && ` ${found}`}`
      return { ...base, key: 'Delivering.', rest, ...(found && { look: 'warn' }) }
    }
    case 'late': {
      const key = `${duration(behind)} behind (limit ${limitMinutes(job.frequency)} min).`
      const rest = found || silentText
      return { ...base, look: 'warn', key, rest }
    }
    case 'failing':
      return { ...base, look: 'loss', ...failing(job, context) }
  }
}

/** IBM forgets the last delivery of a job that is resumed; what is remembered of it is said. */
function waiting(job: Job, { nowMs, record }: HeadlineContext): Pick<Headline, 'key' | 'rest'> {
  const first = `waiting for the first ${deliveredAs(job.destination)}.`
  const usual = `It usually arrives within ${firstFileMinutes} minutes.`
  const atMs = record?.start?.atMs ?? record?.createdAtMs
  if (!atMs) return { key: `Never ran; ${first}`, rest: usual }
  const isResumed = record?.start?.how === 'resumed'
  const key = `${isResumed ? 'Resumed' : 'Created'} ${ago(nowMs - atMs)}; ${first}`
  return { key, rest: before(job, { nowMs, record }).trim() || usual }
}

/** The last delivery that was seen before a pause. */
function before(
  { destination }: Job,
  { nowMs, record }: Pick<HeadlineContext, 'nowMs' | 'record'>,
): string {
  const atMs = record?.deliveredBeforeMs
  return atMs
    ? ` Before the pause, the last ${deliveredAs(destination)} arrived ${atMoment(atMs, nowMs)}.`
    : ''
}

function failing(
  job: Job,
  { nowMs, retention }: HeadlineContext,
): Pick<Headline, 'key' | 'strong' | 'rest'> {
  const attemptMs = timeOf(job.lastError)
  const undelivered = undeliveredOf(job, retention, nowMs)
  const next = isLeftover(job)
    ? leftoverText
    : `IBM disables a job after about ${switchedOffAfterHours} hours of failures.`
  const rest = `${troubleOf(job.errorMessage, job.destination.kind).text} ${next}`
  if (undelivered !== null) {
    const key = `Failing since ${moment(undelivered.fromMs, nowMs)}.`
    return { key, strong: undeliveredSentence(job, undelivered), rest }
  }
  const key =
    attemptMs === null ? 'Failing.' : `Failing; last attempt ${atMoment(attemptMs, nowMs)}.`
  const logs = job.dataset === null ? 'logs' : datasetLabel(job.dataset)
  return { key, strong: `No ${logs} have been delivered yet.`, rest }
}

/** Since when, and why that is no loss. */
function quiet({ since, cause, dataset }: Job, nowMs: number): Pick<Headline, 'key' | 'rest'> {
  const sinceMs = timeOf(since)
  const key = sinceMs === null ? 'Quiet:' : `Quiet since ${moment(sinceMs, nowMs)}:`
  const logs = dataset === null ? 'logs' : datasetLabel(dataset)
  return cause === 'zone'
    ? { key, rest: 'the zone is not active, so it takes no traffic.' }
    : {
        key,
        rest: `no ${logs}, which is normal. Other jobs of the zone that send them are quiet too.`,
      }
}

const next = (job: Job) => (isLeftover(job) ? leftoverText : untilResumed)

function paused(
  job: Job,
  { nowMs, personId }: HeadlineContext,
): Pick<Headline, 'glyph' | 'key' | 'rest'> {
  const { by, since } = job
  const sinceMs = timeOf(since)
  const { glyph } = stateLook(job)
  if (by === null) {
    const noticed = sinceMs === null ? '' : `Noticed ${atMoment(sinceMs, nowMs)}. `
    return { glyph, key: 'Paused, not through this dashboard.', rest: `${noticed}${next(job)}` }
  }
  const how = by.how === 'paused' ? 'Paused' : 'Created disabled'
  const when = sinceMs === null ? '' : ` ${atMoment(sinceMs, nowMs)}`
  return { glyph, key: `${how} by ${pauser(by, personId)}${when}.`, rest: next(job) }
}

function disabled(
  job: Job,
  { nowMs, retention }: HeadlineContext,
): Pick<Headline, 'key' | 'strong' | 'rest'> {
  const sinceMs = timeOf(job.since)
  const when = sinceMs === null ? '' : ` ${atMoment(sinceMs, nowMs)}`
  const undelivered = undeliveredOf(job, retention, nowMs)
  const said = saidOf(job)
  const why = said === null ? '' : `${troubleOf(said, job.destination.kind).text} `
  return {
    key: `Disabled by IBM${when} after ${switchedOffAfterHours} hours of failures.`,
    strong: undelivered === null ? '' : undeliveredSentence(job, undelivered),
    rest: `${why}${next(job)}`,
  }
}

/** It was so before anybody looked, and nobody here did it. */
function unexplained(job: Job): Pick<Headline, 'key' | 'rest'> {
  const why = `It was disabled outside this dashboard, or by IBM after about ${switchedOffAfterHours} hours of failures.`
  const key = 'Disabled; reason unknown.'
  return { key, rest: isLeftover(job) ? leftoverText : `${why} ${untilResumed}` }
}
