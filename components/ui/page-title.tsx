import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'

export interface Crumb {
  label: string
  /** None for what has no page of its own, as an instance. */
  href?: string
}

/**
 * Where one is, the page's name, and what can be done here. On a phone only the last crumb that leads
 * somewhere stays, as the way back.
 */
export function PageTitle({
  title,
  crumbs = [],
  aside,
  actions,
  children,
}: {
  title: string
  crumbs?: readonly Crumb[]
  /** After the name, quiet, as a dataset. */
  aside?: ReactNode
  actions?: ReactNode
  /** Below the name, as a sentence. */
  children?: ReactNode
}) {
  const back = crumbs.findLast((crumb) => crumb.href)
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-md:w-full">
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="mb-1 text-table text-ink-3">
            <ol className="flex flex-wrap items-center gap-x-1.5">
              {crumbs.map((crumb, index) => (
                <li
                  key={crumb.label}
                  className={cx(
                    'flex min-w-0 items-center gap-1.5',
                    crumb !== back && 'max-md:hidden',
                  )}
                >
                  {index > 0 && (
                    <span aria-hidden="true" className="max-md:hidden">
                      /
                    </span>
                  )}
                  {crumb.href ? (
                    <Link
                      href={crumb.href}
                      className="min-w-0 wrap-anywhere hover:text-ink hover:underline touch:inline-flex touch:min-h-11 touch:items-center"
                    >
                      <Icon name="chevron-left" className="-ms-1 md:hidden" />
                      {crumb.label}
                    </Link>
                  ) : (
                    <span className="min-w-0 wrap-anywhere">{crumb.label}</span>
                  )}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h1 tabIndex={-1} className="min-w-0 text-title wrap-anywhere">
            {title}
          </h1>
          {aside && <span className="text-table text-ink-3">{aside}</span>}
        </div>
        {children && <div className="mt-1 text-ink-2">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
