import { memo } from 'react'
import { cx } from '@/components/ui/cx'
import { MiddleCut } from '@/components/ui/middle-cut'
import { StateGlyph } from '@/components/ui/state-glyph'
import { routes } from '@/lib/routes'
import type { OverviewZone } from '@/lib/schemas/overview'
import { cellGlyphs, cellHref } from './cell-look'
import { firstWords } from './cell-words'
import { type Column, cellOf, cellTitle, others } from './columns'
import { readableName } from './zone-name'

/** Names up to this length are never cut. */
const fitting = 16

type Props = {
  /** Side by side; null: no zone stands there. */
  zones: readonly (OverviewZone | null)[]
  index: number
  columns: readonly Column[]
  column: number | null
  isEntry: boolean
}

export const gridOfBeside: Record<number, string> = {
  2: 'grid-cols-2',
  3: 'grid-cols-3',
  4: 'grid-cols-4',
}

/** Zones beside one another: a name, bold where logs are not delivered, and a glyph a dataset. */
export const CompactLine = memo(function CompactLine({
  zones,
  index,
  columns,
  column,
  isEntry,
}: Props) {
  const cells = columns.length + 1
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in the document can't be rows of a table element.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus.
    <div
      role="row"
      aria-rowindex={index + 1}
      data-row={index}
      className={cx('grid gap-x-6 contain-layout', gridOfBeside[zones.length])}
    >
      {zones.map((zone, at) =>
        zone === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is all that it is.
          <span key={at} />
        ) : (
          <CompactZone
            key={zone.zoneId}
            zone={zone}
            columns={columns}
            first={at * cells}
            column={column}
            isEntry={isEntry && at === 0}
          />
        ),
      )}
    </div>
  )
}, isSame)

/** The zones of a line are put together anew at every draw. */
function isSame(one: Props, other: Props): boolean {
  return (
    one.zones.length === other.zones.length &&
    one.zones.every((zone, at) => zone === other.zones[at]) &&
    one.index === other.index &&
    one.columns === other.columns &&
    one.column === other.column &&
    one.isEntry === other.isEntry
  )
}

function CompactZone({
  zone,
  columns,
  first,
  column,
  isEntry,
}: {
  zone: OverviewZone
  columns: readonly Column[]
  /** Its first place in the line. */
  first: number
  column: number | null
  isEntry: boolean
}) {
  const cells = columns.map((one) => ({ one, cell: cellOf(zone, one.id) }))
  const isLosing = cells.some(
    ({ cell }) => cell.state === 'failing' || cell.state === 'disabled_by_service',
  )
  const name = readableName(zone.zoneName)
  const tabIndex = (at: number) => (column === first + at || (isEntry && at === 0) ? 0 : -1)
  return (
    <div
      data-zone={zone.zoneId}
      className="flex h-6 min-w-0 items-center border-b border-line hover:bg-hover"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="rowheader" data-column={first} className="min-w-0 flex-1">
        <a
          href={routes.zone(zone.instanceId, zone.zoneId)}
          tabIndex={tabIndex(0)}
          className={cx(
            'flex min-w-0 rounded-control focus-row hover:underline',
            isLosing ? 'font-semibold text-ink' : 'text-ink-2',
          )}
        >
          {name.length > fitting ? <MiddleCut text={name} /> : name}
        </a>
      </div>
      {cells.map(({ one, cell }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div key={one.id} role="gridcell" data-column={first + at + 1}>
          <a
            href={cellHref(zone, one.id, cell)}
            tabIndex={tabIndex(at + 1)}
            aria-label={`${cellTitle(zone, one.id, one.label)}: ${firstWords(cell).trim() || 'delivering'}`}
            className="grid h-6 w-6.5 place-items-center rounded-control focus-row"
          >
            {one.id === others && cell.jobs.length === 0 ? null : (
              <StateGlyph
                glyph={cellGlyphs[cell.state]}
                size={14}
                {...(cell.state === 'delivering' && { tone: 'mark' as const })}
              />
            )}
          </a>
        </div>
      ))}
    </div>
  )
}
