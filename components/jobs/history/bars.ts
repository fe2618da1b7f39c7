import type { JobHistory } from '@/lib/schemas/history'
import type { JobState } from '@/lib/schemas/job'

/** What a bar of the line stands for. */
export type BarKind = 'delivered' | 'late' | 'quiet' | 'lost' | 'paused' | 'unknown' | 'before'

const kinds: Record<JobState, BarKind> = {
  delivering: 'delivered',
  never_ran: 'quiet',
  quiet: 'quiet',
  late: 'late',
  failing: 'lost',
  disabled_by_service: 'lost',
  paused: 'paused',
  off: 'paused',
  gone: 'before',
  not_known: 'unknown',
}

/** Of what lies within one bar the worst is shown, so that no loss is too short to be seen. */
const order: readonly BarKind[] = [
  'lost',
  'late',
  'unknown',
  'paused',
  'quiet',
  'delivered',
  'before',
]

/** The stretch from `fromMs` to `toMs` as `count` bars of equal length. Times are epoch ms. */
export function barsOf(
  states: JobHistory['states'],
  fromMs: number,
  toMs: number,
  count: number,
): BarKind[] {
  const step = (toMs - fromMs) / count
  const bars: BarKind[] = Array.from({ length: count }, () => 'before')
  for (const { state, from, to } of states) {
    const start = Math.max(0, (Date.parse(from) - fromMs) / step)
    const end = Math.min(count, ((to === null ? toMs : Date.parse(to)) - fromMs) / step)
    const kind = kinds[state]
    for (let at = Math.floor(start); at < end; at++) {
      if (order.indexOf(kind) < order.indexOf(bars[at] ?? 'before')) bars[at] = kind
    }
  }
  return bars
}

/** "30 days: delivered, then 6 h lost …" in counts: what of the time it was, for whoever does not see the line. */
export function barsInWords(bars: readonly BarKind[]): string {
  const words: Record<BarKind, string> = {
    delivered: 'delivered',
    late: 'late',
    quiet: 'quiet',
    lost: 'not delivered',
    paused: 'paused',
    unknown: 'not known',
    before: 'before the job, or before this dashboard looked',
  }
  const counts = Map.groupBy(bars, (kind) => kind)
  return order
    .flatMap((kind) => {
      const share = ((counts.get(kind)?.length ?? 0) / bars.length) * 100
      return share === 0 ? [] : `${words[kind]} ${Math.max(1, Math.round(share))} %`
    })
    .join(', ')
}
