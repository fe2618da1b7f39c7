import { cx } from '@/components/ui/cx'
import { type BarKind, barsInWords } from './bars'

const looks: Record<BarKind, { height: number; className: string }> = {
  delivered: { height: 0.7, className: 'fill-mark' },
  late: { height: 0.4, className: 'fill-warn' },
  lost: { height: 1, className: 'fill-loss' },
  quiet: { height: 0.07, className: 'fill-mark' },
  paused: { height: 0.06, className: 'fill-ink-2' },
  unknown: { height: 0.05, className: 'fill-ink-3' },
  before: { height: 0.025, className: 'fill-line' },
}

/** The delivery line: bars of 2 and a gap of 1; a loss is one block. `label`: what it is of, as "30 days". */
export function DeliveryLine({
  bars,
  height,
  label,
  className,
}: {
  bars: readonly BarKind[]
  height: 14 | 40
  label: string
  className?: string
}) {
  return (
    <svg
      role="img"
      aria-label={`${label}: ${barsInWords(bars)}`}
      viewBox={`0 0 ${bars.length * 3} ${height}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className={cx('block w-full', className)}
      height={height}
    >
      {bars.map((kind, at) => {
        const { height: part, className: fill } = looks[kind]
        const size = Math.max(1, part * height)
        const width = kind === 'lost' && bars[at + 1] === 'lost' ? 3 : 2
        const middle = kind === 'unknown' ? (height - size) / 2 : height - size
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
          <g key={at} className={fill}>
            {kind === 'paused' && <rect x={at * 3} y={height * 0.3} width={3} height={size} />}
            <rect x={at * 3} y={middle} width={kind === 'paused' ? 3 : width} height={size} />
          </g>
        )
      })}
    </svg>
  )
}
