import { duration } from '@/lib/duration'
import { datasetLabel } from './dataset'
import {
  type DeliveryFacts,
  firstFileMinutes,
  jobState,
  limitMinutes,
  stateSince,
  timeOf,
} from './state'

/** The sentence a job's page begins with: `key` in weight, `rest` (may be '') after it. */
export type JobSentence = { key: string; rest: string }

export type SentenceContext = {
  nowMs: number
  dataset: string | null
  /** A moment as people say it, in their own time zone: `03:02`, `Sunday at 18:20`. */
  clock: (ms: number) => string
  /** When the job was made, where that is known; Unix milliseconds. */
  madeMs?: number | null
}

const seconds = (ms: number) => {
  const whole = Math.max(0, Math.floor(ms / 1000))
  return whole === 1 ? '1 second' : `${whole} seconds`
}

/** How long ago in running text: seconds are spelt out, longer lengths are not. */
const ago = (ms: number) => (ms < 60_000 ? `${seconds(ms)} ago` : `${duration(ms)} ago`)

export function jobSentence(facts: DeliveryFacts, context: SentenceContext): JobSentence {
  const { nowMs, clock, dataset, madeMs = null } = context
  const state = jobState(facts, nowMs)
  const since = stateSince(state, facts)
  const behind = since === null ? 0 : nowMs - since
  switch (state) {
    case 'off':
      return { key: 'Disabled; reason unknown.', rest: '' }
    case 'never_ran': {
      const rest = `It usually arrives within ${firstFileMinutes} minutes.`
      return madeMs === null
        ? { key: 'Never ran; waiting for the first file.', rest }
        : { key: `Created ${ago(nowMs - madeMs)}; waiting for the first file.`, rest }
    }
    case 'delivering':
      return { key: 'Delivering.', rest: `Last file ${ago(behind)}.` }
    case 'late':
      return {
        key: `${duration(behind)} behind (limit ${limitMinutes(facts.frequency)} min).`,
        rest: 'Nothing is lost yet.',
      }
    case 'failing': {
      const logs = dataset === null ? 'logs' : datasetLabel(dataset)
      if (timeOf(facts.lastComplete) === null) {
        const key = since === null ? 'Failing.' : `Failing; last attempt ${clock(since)}.`
        return { key, rest: `No ${logs} have been delivered yet.` }
      }
      return {
        key: since === null ? 'Failing.' : `Failing since ${clock(since)}.`,
        rest: `${duration(behind)} of ${logs} not delivered.`,
      }
    }
  }
}
