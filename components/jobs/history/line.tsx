import type { JobHistory } from '@/lib/schemas/history'
import { type BarKind, barsOf, statesInWords } from './bars'

const looks: Record<BarKind, { height: number; className: string }> = {
  delivered: { height: 0.7, className: 'fill-mark' },
  late: { height: 0.4, className: 'fill-warn' },
  lost: { height: 1, className: 'fill-loss' },
  quiet: { height: 0.07, className: 'fill-mark' },
  paused: { height: 0.06, className: 'fill-ink-2' },
  unknown: { height: 0.05, className: 'fill-ink-3' },
  before: { height: 0.025, className: 'fill-line' },
}

/** The delivery line: bars of 2 and a gap of 1; on the large one a loss is one block. `label`: what it is of, as "30 days". */
export function DeliveryLine({
  states,
  fromMs,
  toMs,
  count,
  height,
  label,
}: {
  states: JobHistory['states']
  fromMs: number
  toMs: number
  /** Of bars. */
  count: number
  height: 14 | 40
  label: string
}) {
  const bars = barsOf(states, fromMs, toMs, count)
  return (
    <svg
      role="img"
      aria-label={`${label}: ${statesInWords(states, fromMs, toMs)}`}
      viewBox={`0 0 ${count * 3} ${height}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="block w-full"
      height={height}
    >
      <Bars bars={bars} height={height} />
    </svg>
  )
}

export function Bars({ bars, height }: { bars: readonly BarKind[]; height: number }) {
  return bars.map((kind, at) => {
    const { height: part, className } = looks[kind]
    const size = Math.max(kind === 'quiet' ? 2 : 1, part * height)
    const isBlock = height === 40 && kind === 'lost' && bars[at + 1] === 'lost'
    const width = isBlock || kind === 'before' ? 3 : 2
    const y = kind === 'unknown' ? (height - size) / 2 : height - size
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
      <g key={at} className={className}>
        {kind === 'paused' && <rect x={at * 3} y={height * 0.3} width={2} height={size} />}
        <rect x={at * 3} y={y} width={width} height={size} />
      </g>
    )
  })
}
