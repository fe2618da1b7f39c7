import { cx } from '@/components/ui/cx'
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
    <>
      <Scale lines={[...lines, { y: limitY, label: `${limitMinutes} min`, isLimit: true }]} />
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
        {lines.map(({ y }) => (
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
    </>
  )
}

type Mark = { y: number; label: string; isLimit?: boolean }

/** What the lines stand for, at the left of them; one that would cover the limit's is left out. */
function Scale({ lines }: { lines: readonly Mark[] }) {
  const limit = lines.find(({ isLimit }) => isLimit)
  const shown = lines.filter((one) => one === limit || Math.abs(one.y - (limit?.y ?? 0)) > 13)
  return (
    <div aria-hidden="true" className="relative h-24 text-end text-second text-ink-3">
      {shown.map(({ y, label, isLimit }) => (
        <span
          key={label}
          className={cx('absolute inset-x-0 -translate-y-1/2', isLimit && 'text-warn')}
          style={{ top: `${(y / height) * 100}%` }}
        >
          {label}
        </span>
      ))}
    </div>
  )
}
