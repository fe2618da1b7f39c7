import { duration } from '@/lib/duration'
import type { Job } from '@/lib/schemas/job'
import { formatMoment } from '@/lib/time'
import { datasetLabel } from './dataset'
import { retentionDays, type Undelivered } from './undelivered'

/** In a sentence: "6 h 40 min of HTTP requests not delivered; recoverable with Logpull until Thu 22 Oct, 03:02." */
export function undeliveredSentence(
  { dataset }: Pick<Job, 'dataset'>,
  undelivered: Undelivered,
): string {
  const { ms, lostMs, lostBecause, recoverable } = undelivered
  const logs = dataset === null ? 'logs' : datasetLabel(dataset)
  const lost = `${duration(lostMs)} of ${logs} lost`
  const because = lostBecause ? `: ${becauseWords(lostBecause)}` : ''
  if (lostMs > 0 && lostMs === ms) return `${lost}${because}.`
  const not = `${duration(ms)} of ${logs} not delivered`
  if (recoverable === null) {
    // Only these can be fetched. Source: IBM, "Using the Logpull service".
    return dataset === 'http_requests' ? `${not}.` : `${not}; Logpull covers HTTP requests only.`
  }
  const until = `recoverable with Logpull until ${formatMoment(recoverable.untilMs)}.`
  if (lostMs === 0) return `${not}; ${until}`
  return because === ''
    ? `${lost}; the last ${retentionDays} days are recoverable with Logpull.`
    : `${lost}${because}; the rest is ${until}`
}

function becauseWords(because: NonNullable<Undelivered['lostBecause']>): string {
  if ('was' in because) return `log retention was off until ${formatMoment(because.untilMs)}`
  const { sinceMs } = because
  return sinceMs === null
    ? 'log retention is off'
    : `log retention has been off since ${formatMoment(sinceMs)}`
}
