import type { ReactNode } from 'react'
import { Breakable } from '@/components/ui/breakable'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import type { ChangeRow } from '@/lib/jobs/changes'
import { afterParts } from './after-parts'

/** As many names as are said without being asked for. */
const fewNames = 6

/** What changes: as it is now, and as it will be. `notes`: more to say on a row, by its first cell. */
export function DiffTable({
  rows,
  notes,
}: {
  rows: readonly ChangeRow[]
  notes: Readonly<Record<string, ReactNode>>
}) {
  return (
    <Table label="Changes">
      <TableHead>
        <HeadCell className="w-1/4 first:ps-0!">Setting</HeadCell>
        <HeadCell className="w-[31%]">Now</HeadCell>
        <HeadCell className="w-5">
          <span className="sr-only">becomes</span>
        </HeadCell>
        <HeadCell>After</HeadCell>
      </TableHead>
      <tbody>
        {rows.map(({ what, now, after, mono }) => (
          <Row key={what} className="hover:bg-transparent">
            <Cell className="text-ink-2 first:ps-0!">{what}</Cell>
            <Cell className={cx('wrap-anywhere text-ink-3', mono && 'text-code')}>
              <Breakable text={now} />
            </Cell>
            <Cell aria-hidden="true" className="text-ink-3">
              <Icon name="arrow-right" />
            </Cell>
            <Cell className="wrap-anywhere">
              <After after={after} mono={mono === true} />
              {notes[what] && <div className="text-second text-ink-3">{notes[what]}</div>}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  )
}

function After({ after, mono }: { after: string; mono: boolean }) {
  const { value, lists } = afterParts(after)
  return (
    <>
      <span className={cx('font-medium', mono && 'text-code')}>
        <Breakable text={value} />
      </span>
      {lists.map(({ verb, names }) => (
        <div key={verb} className="text-second text-ink-3">
          {verb} <span className="font-mono">{names.slice(0, fewNames).join(', ')}</span>
          {names.length > fewNames && (
            <details className="inline">
              <summary className="link ms-1 inline-block list-none [&::-webkit-details-marker]:hidden">
                and {names.length - fewNames} more
              </summary>
              <span className="font-mono">{names.slice(fewNames).join(', ')}</span>
            </details>
          )}
        </div>
      ))}
    </>
  )
}
