/** Six bars a day; 4 px and a gap of 2, as on the big delivery line, doubled. */
const days = 30
const perDay = 6
const pitch = 6
const barWidth = 4
const height = 56

type State = 'delivered' | 'late' | 'lost'

/** Counted from the right end, so that the loss is in sight however narrow the page is. */
const lost = { from: 51, to: 60 }
const late = new Set([30, 68, 104, 141])

const heights: Record<State, number> = { delivered: 39, late: 22, lost: height }

function stateOf(bar: number): State {
  if (bar >= lost.from && bar < lost.to) return 'lost'
  return late.has(bar) ? 'late' : 'delivered'
}

/** All bars of one state as one path; x is negative, because the drawing hangs on its right end. */
function pathOf(state: State): string {
  return Array.from({ length: days * perDay }, (_, bar) => bar)
    .filter((bar) => stateOf(bar) === state)
    .map((bar) => {
      const tall = heights[state]
      return `M${-(bar + 1) * pitch} ${height - tall}h${barWidth}v${tall}h${-barWidth}z`
    })
    .join('')
}

const drawing = (['delivered', 'late', 'lost'] as const).map((state) => ({
  state,
  path: pathOf(state),
}))

const fills: Record<State, string> = {
  delivered: 'fill-mark',
  late: 'fill-warn',
  lost: 'fill-loss',
}

/** A month of one job with its gap. Before it a hairline: there was no job yet. */
export function DeliveryMonth() {
  return (
    <figure>
      <svg
        width="100%"
        height={height}
        role="img"
        aria-label="Thirty days of one job: delivered, late four times, and a day and a half lost"
      >
        <svg x="100%" overflow="visible" aria-hidden="true">
          <path
            className="stroke-line"
            d={`M${-days * perDay * pitch - 4} ${height - 0.5}h-4000`}
            fill="none"
          />
          {drawing.map(({ state, path }) => (
            <path key={state} className={fills[state]} d={path} />
          ))}
        </svg>
      </svg>
      <figcaption className="flex justify-between gap-6 px-12 pt-3 text-table text-ink-3">
        <span>30 days of one job</span>
        <span aria-hidden="true" className="flex gap-5">
          {drawing.map(({ state }) => (
            <span key={state} className="flex items-center gap-2">
              <svg width="6" height="14" aria-hidden="true" className={fills[state]}>
                <path d={legendPath(state)} />
              </svg>
              {state}
            </span>
          ))}
        </span>
      </figcaption>
    </figure>
  )
}

function legendPath(state: State): string {
  const tall = Math.round((heights[state] / height) * 12)
  return `M0 ${13 - tall}h2v${tall}h-2zM4 ${13 - tall}h2v${tall}h-2z`
}
