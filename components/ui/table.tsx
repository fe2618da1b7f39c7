import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

/** No outer box, hairlines between rows. `label` is its accessible name, unless a heading names it. */
export function Table({
  label,
  labelledBy,
  className,
  children,
}: {
  label?: string
  labelledBy?: string
  className?: string
  children: ReactNode
}) {
  return (
    <table
      aria-label={label}
      aria-labelledby={labelledBy}
      className={cx('w-full border-collapse text-start text-table', className)}
    >
      {children}
    </table>
  )
}

/** The head's cells are 12/16; the first one of head and rows is padded 12. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr className="border-b border-line">{children}</tr>
    </thead>
  )
}

type CellProps<Tag extends 'td' | 'th'> = Omit<ComponentProps<Tag>, 'align'> & {
  align?: 'start' | 'end'
}

const cellClass = 'px-2 text-start first:ps-3 last:pe-3'

export function HeadCell({ align, className, children, ...rest }: CellProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx(
        cellClass,
        'pt-1 pb-1.5 text-caption text-ink-3',
        align === 'end' && 'text-end',
        className,
      )}
    >
      {children}
    </th>
  )
}

/** Two lines, 50 px with its hairline; `dense` one line, 30 px. */
export function Row({
  dense = false,
  className,
  ...rest
}: ComponentProps<'tr'> & { dense?: boolean }) {
  return (
    <tr
      {...rest}
      className={cx(
        'border-b border-line transition-colors hover:bg-hover focus-row',
        dense ? '*:py-1.5' : '*:pt-[7px] *:pb-2',
        className,
      )}
    />
  )
}

export function Cell({ align, className, ...rest }: CellProps<'td'>) {
  return (
    <td
      {...rest}
      className={cx(cellClass, 'align-top', align === 'end' && 'text-end', className)}
    />
  )
}

/** The quiet second line of a cell. */
export function SecondLine({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={cx('text-second text-ink-3', className)} />
}
