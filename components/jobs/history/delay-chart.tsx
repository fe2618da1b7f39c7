import type { JobHistory } from '@/lib/schemas/history'
import { chartOf, height, width } from './delay-scale'

/** Delay of delivery over time, on a logarithmic scale; the limit as a dashed line, gaps shaded. */
export function DelayChart({
  history,
  limitMinutes,
}: {
  history: JobHistory
  limitMinutes: number
}) {
  if (history.delays.length < 2) return null
  const { path, gaps, limitY, lines, worst } = chartOf(history, limitMinutes)
  return (
    <figure className="mt-5">
      <svg
        role="img"
        aria-label={`Delay of delivery over 30 days; the longest was ${worst}. Limit ${limitMinutes} min.`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block h-24 w-full"
      >
        {gaps.map(({ x, w }) => (
          <rect key={x} x={x} y={0} width={w} height={height} className="fill-loss-soft" />
        ))}
        {lines.map((y) => (
          <line
            key={y}
            x1={0}
            x2={width}
            y1={y}
            y2={y}
            className="stroke-line"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <line
          x1={0}
          x2={width}
          y1={limitY}
          y2={limitY}
          strokeDasharray="4 3"
          className="stroke-warn"
          vectorEffect="non-scaling-stroke"
        />
        <path d={path} fill="none" className="stroke-ink" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="mt-1 text-second text-ink-3">
        How far behind deliveries were, the longest of each two hours; grey lines at 1 min and 1 h.
        Beyond {limitMinutes} minutes (dashed) a job counts as late.
      </figcaption>
    </figure>
  )
}
