import type { ReactNode } from 'react'
import { cx } from './cx'

/** What is so, between two hairlines; on a phone two columns with a hairline between rows. */
export function FactsStrip({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cx(
        'flex flex-wrap border-line max-md:grid max-md:grid-cols-2 max-md:border-b md:border-y',
        // Ends the hairline above a last fact that stands alone; after a full row it lies on the strip's own.
        "max-md:after:-mb-px max-md:after:border-t max-md:after:border-line max-md:after:content-['']",
        className,
      )}
    >
      {children}
    </dl>
  )
}

export function Fact({
  label,
  end = false,
  wide = false,
  children,
}: {
  label: string
  /** Pushed to the right end, right-aligned, without a hairline before it. */
  end?: boolean
  /** Takes a whole line on a phone, label at the left, as a setting does. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div
      className={cx(
        'min-w-0 py-2.5 max-md:border-t max-md:border-line md:px-5 md:first:ps-0',
        end ? 'md:ms-auto md:pe-0 md:text-end' : 'md:border-s md:border-line md:first:border-s-0',
        wide
          ? 'max-md:col-span-2 max-md:flex max-md:items-center max-md:justify-between max-md:gap-3'
          : 'max-md:pe-3',
      )}
    >
      <dt
        className={cx(
          'text-caption text-ink-3',
          wide && 'max-md:text-body max-md:whitespace-nowrap max-md:text-ink',
        )}
      >
        {label}
      </dt>
      <dd
        className={cx(
          'mt-0.5 flex min-h-5 min-w-0 flex-wrap items-center gap-2',
          end && 'md:justify-end',
          wide && 'max-md:justify-end',
        )}
      >
        {children}
      </dd>
    </div>
  )
}

/** Label and value, one below the other pair; the labels share a column. */
export function FactList({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cx(
        'grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] items-baseline gap-x-5 gap-y-1.5 text-table',
        className,
      )}
    >
      {children}
    </dl>
  )
}

export function FactRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
