import { cx } from './cx'

/** One grey bar; nothing for 300 ms, then it pulses. Size it with classes (`h-3 w-24`). */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx('block animate-appear', className)}>
      <span className="block size-full animate-pulse rounded-skeleton bg-sunken" />
    </span>
  )
}

const widths = ['w-28', 'w-36', 'w-24', 'w-32']

/** Rows of the real height, so that nothing jumps when the data comes. */
export function SkeletonRows({ rows = 4, dense = false }: { rows?: number; dense?: boolean }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          key={row}
          className={cx(
            'grid grid-cols-4 gap-4 border-b border-line px-3',
            dense ? 'h-[31px] items-center' : 'h-[49px] items-start pt-3',
          )}
        >
          {widths.map((width, column) => (
            <span key={width} className="flex flex-col gap-1.5">
              <Skeleton className={cx('h-2.5 max-w-full', width)} />
              {!dense && column === 1 && <Skeleton className="h-2.5 w-20" />}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
