import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { countOf, formatCount } from '@/lib/count'
import type { Column } from './columns'
import { sortedBy } from './coverage-filter'
import { ageCell, gridOf, teamCell } from './matrix-grid'

/** What the columns are, and the press on each that sorts by it. */
export function MatrixHead({
  columns,
  hasTeams,
  sort,
  onSort,
}: {
  columns: readonly Column[]
  hasTeams: boolean
  sort: string | undefined
  /** Left out before the scripts are there. */
  onSort?: (column: string) => void
}) {
  const head = (column: string) => ({
    sorted: sortedBy(column, sort),
    onSort: onSort && (() => onSort(column)),
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in the document can't be rows of a table element.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus.
    <div role="row" className={cx(gridOf(columns, hasTeams), 'border-b border-line pb-1.5')}>
      <Head {...head('zoneName')} className="ps-3">
        Zone
      </Head>
      {columns.map(({ id, label, jobs, losing }) => (
        <Head
          key={id}
          {...head(`dataset:${id}`)}
          more={
            <>
              {countOf(jobs, 'job')}
              {losing > 0 && <span className="text-loss">, {formatCount(losing)} failing</span>}
            </>
          }
        >
          {label}
        </Head>
      ))}
      <Head {...head('lost')} isEnd more="30 days">
        Missing
      </Head>
      {hasTeams && (
        <Head {...head('team')} className={cx(teamCell, 'ps-3')}>
          Team
        </Head>
      )}
      <Head {...head('asOf')} isEnd more="ago" className={cx(ageCell, 'pe-3')}>
        Updated
      </Head>
    </div>
  )
}

function Head({
  sorted,
  onSort,
  more,
  isEnd = false,
  className,
  children,
}: {
  sorted?: 'ascending' | 'descending' | undefined
  onSort?: (() => void) | undefined
  more?: ReactNode
  isEnd?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="columnheader"
      aria-sort={sorted}
      className={cx('min-w-0 self-end text-caption text-ink-3', isEnd && 'text-end', className)}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={cx(
            'inline-flex max-w-full items-center gap-1 rounded-control hover:text-ink',
            sorted && 'text-ink-2',
          )}
        >
          <span className="truncate">{children}</span>
          {sorted && (
            <Icon
              name={sorted === 'ascending' ? 'chevron-up' : 'chevron-down'}
              className="size-3"
            />
          )}
        </button>
      ) : (
        children
      )}
      {more && <span className="block truncate font-normal">{more}</span>}
    </div>
  )
}
