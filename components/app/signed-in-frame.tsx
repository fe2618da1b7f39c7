import type { ReactNode } from 'react'
import { NewsHere } from '@/components/changes/news-here'
import { Account } from '@/components/session/account'
import type { Session } from '@/lib/schemas/session'
import { AppGoTo } from './app-go-to'
import { AppShortcuts } from './app-shortcuts'
import { AppStatus } from './app-status'
import { NavFrame } from './nav-frame'
import { Providers } from './providers'

/** The frame around a page of a person who is signed in: where one can go, who one is, how fresh the data is, the keys. */
export function SignedInFrame({ session, children }: { session: Session; children: ReactNode }) {
  return (
    <Providers session={session}>
      <NavFrame
        session={session}
        goTo={<AppGoTo />}
        account={<Account session={session} />}
        status={<AppStatus />}
      >
        <NewsHere />
        {children}
      </NavFrame>
      <AppShortcuts />
    </Providers>
  )
}
