import { isOverdue } from '@/lib/fleet/standing'
import type { JobHistory } from '@/lib/schemas/history'
import type { JobState } from '@/lib/schemas/job'
import { formatLength } from '@/lib/time'

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

type States = JobHistory['states']

/** A first delivery that is overdue is late like any other. */
const kindOf = (one: States[number]): BarKind => (isOverdue(one) ? 'late' : kinds[one.state])

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
export function barsOf(states: States, fromMs: number, toMs: number, count: number): BarKind[] {
  const step = (toMs - fromMs) / count
  const bars: BarKind[] = Array.from({ length: count }, () => 'before')
  for (const one of states) {
    const { from, to } = one
    const start = Math.max(0, (Date.parse(from) - fromMs) / step)
    const end = Math.min(count, ((to === null ? toMs : Date.parse(to)) - fromMs) / step)
    const kind = kindOf(one)
    for (let at = Math.floor(start); at < end; at++) {
      if (order.indexOf(kind) < order.indexOf(bars[at] ?? 'before')) bars[at] = kind
    }
  }
  return bars
}

const lengthOf = ({ from, to }: States[number], fromMs: number, toMs: number) =>
  (to === null ? toMs : Date.parse(to)) - Math.max(fromMs, Date.parse(from))

/** How long in all a job was late, its first delivery included, in ms. */
export const lateMs = (states: States, fromMs: number, toMs: number): number =>
  states
    .filter((one) => kindOf(one) === 'late')
    .reduce((sum, one) => sum + lengthOf(one, fromMs, toMs), 0)

const words: Record<BarKind, string> = {
  delivered: 'delivered',
  late: 'late',
  quiet: 'quiet',
  lost: 'not delivered',
  paused: 'paused',
  unknown: 'not known',
  before: 'no data',
}

/** So many parts one can follow by ear. */
const mostParts = 4

/** What the line shows, for whoever does not see it: "delivered, then 6 h 40 min not delivered"; of many parts the sums. */
export function statesInWords(states: States, fromMs: number, toMs: number): string {
  const parts: { kind: BarKind; ms: number }[] = []
  const add = (kind: BarKind, ms: number) => {
    const last = parts.at(-1)
    if (last?.kind === kind) last.ms += ms
    else if (ms > 0) parts.push({ kind, ms })
  }
  add('before', (states[0] ? Date.parse(states[0].from) : toMs) - fromMs)
  for (const one of states) add(kindOf(one), lengthOf(one, fromMs, toMs))
  const told = ({ kind, ms }: { kind: BarKind; ms: number }) => `${formatLength(ms)} ${words[kind]}`
  const [first, ...rest] = parts
  if (!first) return words.before
  if (parts.length <= mostParts) return [words[first.kind], ...rest.map(told)].join(', then ')
  return order
    .flatMap((kind) => {
      const ms = parts.reduce((sum, part) => sum + (part.kind === kind ? part.ms : 0), 0)
      return ms === 0 ? [] : told({ kind, ms })
    })
    .join(', ')
}
