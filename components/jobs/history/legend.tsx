import type { BarKind } from './bars'
import { Bars } from './line'

const kinds: readonly [BarKind, string][] = [
  ['delivered', 'delivered'],
  ['late', 'late'],
  ['quiet', 'quiet'],
  ['lost', 'not delivered'],
  ['paused', 'paused'],
  ['unknown', 'not known'],
  ['before', 'no data'],
]

/** What the bars of the line mean, of those that are in it. */
export function Legend({ shown }: { shown: ReadonlySet<BarKind> }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-second font-normal text-ink-3">
      {kinds
        .filter(([kind]) => shown.has(kind))
        .map(([kind, word]) => (
          <li key={kind} className="flex items-end gap-1.5">
            <svg
              aria-hidden="true"
              viewBox="0 0 12 14"
              width={12}
              height={14}
              shapeRendering="crispEdges"
            >
              <Bars bars={[kind, kind, kind, kind]} height={14} />
            </svg>
            {word}
          </li>
        ))}
    </ul>
  )
}
