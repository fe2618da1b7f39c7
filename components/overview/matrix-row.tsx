import { memo } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { MiddleCut } from '@/components/ui/middle-cut'
import { StateGlyph } from '@/components/ui/state-glyph'
import { routes } from '@/lib/routes'
import type { OverviewCell, OverviewZone } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'
import { cellGlyphs, cellHref, cellTones, isMarkable, isVacant } from './cell-look'
import { type Column, cellOf, others } from './columns'
import { ageCell, gridOf, teamCell } from './matrix-grid'
import { type RowWords, rowWords } from './row-words'
import { readableName } from './zone-name'

/** Names up to this length are never cut. */
const fitting = 20

const rowLook = 'h-[29px] border-b border-line contain-layout'
/** Not by a transform, which is a layer to be considered for each row in each frame. */
const placeOf = (top: number | null) =>
  top === null ? {} : ({ style: { position: 'absolute', insetInline: 0, top } } as const)

type Props = {
  zone: OverviewZone
  index: number
  /** In the list, px; null: in the flow, as the server draws it. */
  top: number | null
  columns: readonly Column[]
  hasTeams: boolean
  /** Where the focus is, or comes back to; null: not in this row. */
  column: number | null
  /** The grid is entered here. */
  isEntry: boolean
}

/** A row as it is at a moment; it is drawn again when it says something else. `now`: Unix ms; null: before the clock is known. */
export const MatrixRow = memo(function MatrixRow({ now, ...rest }: Props & { now: number | null }) {
  const words = JSON.stringify(rowWords(rest.zone, rest.columns, now))
  return <Row {...rest} words={words} isAlive={now !== null} />
})

/** In the place of a row whose turn to be drawn has not come; gone before anybody could ask what it is. */
export function RowOutline({ zone, top }: Pick<Props, 'zone' | 'top'>) {
  return (
    <div
      aria-hidden="true"
      data-zone={zone.zoneId}
      className={cx(rowLook, 'truncate ps-3 leading-7')}
      {...placeOf(top)}
    >
      {readableName(zone.zoneName)}
    </div>
  )
}

/** Plain links and buttons: one handler of the grid hears them all, and nothing is fetched before it is pressed. */
const Row = memo(function Row({
  zone,
  index,
  top,
  columns,
  hasTeams,
  column,
  isEntry,
  words,
  isAlive,
}: Props & {
  /** RowWords as JSON, so that equal ones are the same. */
  words: string
  /** The grid hears what is pressed. */
  isAlive: boolean
}) {
  const { cells, age } = JSON.parse(words) as RowWords // Written by MatrixRow.
  const tabIndex = (at: number) => (column === at || (isEntry && at === 0) ? 0 : -1)
  const name = readableName(zone.zoneName)
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in the document can't be rows of a table element.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus.
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      data-zone={zone.zoneId}
      className={cx(gridOf(columns, hasTeams), rowLook, 'group/row items-center hover:bg-hover')}
      {...placeOf(top)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="rowheader" data-column={0} className="min-w-0 ps-3 pe-2">
        <a
          href={routes.zone(zone.instanceId, zone.zoneId)}
          tabIndex={tabIndex(0)}
          className="flex min-w-0 rounded-control py-1 focus-row hover:underline"
        >
          {name.length > fitting ? <MiddleCut text={name} /> : name}
        </a>
      </div>
      {columns.map(({ id, label }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div key={id} role="gridcell" data-column={at + 1} className="flex min-w-0 items-center">
          <CellLink
            zone={zone}
            dataset={id}
            label={label}
            cell={cellOf(zone, id)}
            words={cells[at]?.short ?? ''}
            long={cells[at]?.long ?? ''}
            tabIndex={tabIndex(at + 1)}
            isAlive={isAlive}
          />
        </div>
      ))}
      <Missing seconds={zone.lostSeconds} />
      {hasTeams && (
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div
          role="gridcell"
          title={zone.teams?.join(', ')}
          className={cx(teamCell, 'truncate ps-3 text-ink-3')}
        >
          {zone.teams?.join(', ') || '–'}
        </div>
      )}
      <Age words={age} isKnown={zone.isKnown} />
    </div>
  )
})

function CellLink({
  zone,
  dataset,
  label,
  cell,
  words,
  long,
  tabIndex,
  isAlive,
}: {
  zone: OverviewZone
  dataset: string
  label: string
  cell: OverviewCell
  words: string
  long: string
  tabIndex: number
  isAlive: boolean
}) {
  const isEmpty = isVacant(dataset, cell)
  const isNothing = cell.state === 'none' && dataset === others
  return (
    <>
      <a
        href={cellHref(zone, dataset, cell)}
        tabIndex={tabIndex}
        aria-label={isEmpty ? `${long}. New job` : long}
        title={cell.state === 'not_needed' ? long : undefined}
        className={cx(
          'group flex min-w-0 flex-1 items-center gap-2 rounded-control py-1 focus-row',
          cellTones[cell.state] ?? 'text-ink-3',
        )}
      >
        {!isNothing && <StateGlyph glyph={cellGlyphs[cell.state]} size={14} className="shrink-0" />}
        <span className="min-w-0 truncate">
          {isEmpty ? (
            <>
              <span className="group-hover:hidden group-focus-visible:hidden">{words}</span>
              <span className="hidden text-accent underline group-hover:inline group-focus-visible:inline">
                New job
              </span>
            </>
          ) : isNothing ? (
            '–'
          ) : (
            words
          )}
        </span>
        {cell.jobs.length > 1 && <span className="text-ink-3">+{cell.jobs.length - 1}</span>}
      </a>
      {isMarkable(dataset, cell) && (
        <button
          type="button"
          disabled={!isAlive}
          // Reached by `m` on the cell.
          tabIndex={-1}
          data-mark={dataset}
          aria-label={
            cell.state === 'not_needed'
              ? `Mark ${label} as needed for ${zone.zoneName}`
              : `Mark ${label} as not needed for ${zone.zoneName}`
          }
          className="me-3 grid size-6 shrink-0 place-items-center rounded-control text-ink-3 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100 hover:bg-sunken hover:text-ink"
        >
          <Icon name="more" className="size-3.5" />
        </button>
      )}
    </>
  )
}

function Missing({ seconds }: { seconds: number | null }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="gridcell"
      className={cx('truncate text-end', seconds ? 'font-medium text-loss' : 'text-ink-3')}
    >
      {seconds === null ? 'not known' : seconds === 0 ? '0' : formatLength(seconds * 1_000)}
    </div>
  )
}

function Age({ words, isKnown }: { words: string; isKnown: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="gridcell"
      className={cx(ageCell, 'truncate pe-3 text-end', isKnown ? 'text-ink-3' : 'text-warn')}
    >
      {words}
    </div>
  )
}
