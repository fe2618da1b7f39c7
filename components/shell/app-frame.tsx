import type { ReactNode } from 'react'
import { ToastRegion } from '@/components/ui/toast'
import { BottomBar, type NavEntry, TopBar } from './top-bar'

/** The frame around every page behind the sign-in. `status` is a `StatusLine`. */
export function AppFrame({
  nav,
  home = '/',
  goTo,
  account,
  status,
  children,
}: {
  nav: readonly NavEntry[]
  home?: string
  goTo?: ReactNode
  account?: ReactNode
  status?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar nav={nav} home={home} goTo={goTo} account={account} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-page flex-1 px-8 pt-6 pb-20 max-md:px-4 max-md:pt-3 max-md:pb-28"
      >
        {children}
      </main>
      {status}
      <BottomBar nav={nav} />
      <ToastRegion />
    </div>
  )
}
