'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { formatCount } from '@/lib/count'
import { Logo } from './logo'

export interface NavEntry {
  label: string
  href: string
  /** Paths that belong to it besides its own, as prefixes. */
  under?: readonly string[]
  /** Jobs that are not delivering, in red. */
  count?: number | undefined
  /** What waits for the person there. */
  waiting?: number
}

export function isCurrent(entry: NavEntry, path: string): boolean {
  return (
    path === entry.href ||
    [...(entry.under ?? []), ...(entry.href === '/' ? [] : [entry.href])].some((prefix) =>
      path.startsWith(`${prefix}/`),
    )
  )
}

/** 48 px: logo, where one can go, the search, the person. */
export function TopBar({
  nav,
  home,
  goTo,
  account,
}: {
  nav: readonly NavEntry[]
  home: string
  goTo?: ReactNode
  account?: ReactNode
}) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-canvas">
      <div className="mx-auto flex h-12 max-w-page items-center gap-4 px-8 max-md:h-14 max-md:px-4">
        <Link
          href={home}
          className="flex items-center gap-3 rounded-control font-semibold touch:min-h-11"
        >
          <Logo />
          Logpush
        </Link>
        <nav aria-label="Main" className="ms-5 h-full max-md:hidden">
          <NavList nav={nav} place="top" />
        </nav>
        <div className="ms-auto flex min-w-0 items-center gap-6 max-md:gap-1">
          {goTo}
          {account}
        </div>
      </div>
    </header>
  )
}

/** As many as a phone has room for. */
const onPhone = 4

/** The bar at the foot of a phone, 56 px. */
export function BottomBar({ nav }: { nav: readonly NavEntry[] }) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <NavList nav={nav.slice(0, onPhone)} place="bottom" />
    </nav>
  )
}

function NavList({ nav, place }: { nav: readonly NavEntry[]; place: 'top' | 'bottom' }) {
  const path = usePathname()
  return (
    <ul className={place === 'top' ? 'flex h-full gap-5' : 'flex h-14'}>
      {nav.map((entry) => {
        const current = isCurrent(entry, path)
        return (
          <li key={entry.href} className={place === 'bottom' ? 'flex-1' : undefined}>
            <Link
              href={entry.href}
              aria-current={current ? 'page' : undefined}
              className={cx(
                'relative flex h-full items-center gap-1.5 transition-colors hover:text-ink focus-visible:-outline-offset-2',
                place === 'bottom' && 'justify-center text-table',
                current ? 'font-medium text-ink' : 'text-ink-2',
                current &&
                  'after:absolute after:inset-x-0 after:h-0.5 after:bg-ink forced-colors:after:bg-[Highlight]',
                place === 'top' ? 'after:-bottom-px' : 'after:-top-px',
              )}
            >
              {entry.label}
              {Boolean(entry.count) && (
                <span className="text-table text-loss">
                  {entry.count !== undefined && formatCount(entry.count)}
                  <span className="sr-only"> not delivering</span>
                </span>
              )}
              {Boolean(entry.waiting) && (
                <span className="rounded-full bg-sunken px-1.5 text-second text-ink forced-colors:border">
                  {entry.waiting}
                  <span className="sr-only"> waiting for you</span>
                </span>
              )}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
