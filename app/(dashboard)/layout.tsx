import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { AppGoTo } from '@/components/app/app-go-to'
import { AppShortcuts } from '@/components/app/app-shortcuts'
import { AppStatus } from '@/components/app/app-status'
import { nav } from '@/components/app/nav'
import { Providers } from '@/components/app/providers'
import { Account } from '@/components/session/account'
import { AppFrame } from '@/components/shell/app-frame'
import { safeReturnTo } from '@/lib/return-to'
import { routes } from '@/lib/routes'
import type { Session } from '@/lib/schemas/session'
import { readSession } from '@/lib/server/session'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const asked = await headers()
  const found = await readSession(asked)
  if (!found) {
    const path = safeReturnTo(asked.get('x-logpush-path'))
    redirect(routes.signIn(path === routes.home() ? undefined : path))
  }
  const { principal } = found
  // Member by member: the context holds tokens, and what is given to a component may reach the browser.
  const session: Session = {
    user: { id: principal.id, name: principal.name, email: principal.email },
    account: { id: principal.account.id, name: principal.account.name },
    expiresAt: new Date(found.expiresAtMs).toISOString(),
  }
  return (
    <Providers session={session}>
      <AppFrame
        nav={nav}
        goTo={<AppGoTo />}
        account={<Account session={session} />}
        status={<AppStatus />}
      >
        {children}
      </AppFrame>
      <AppShortcuts />
    </Providers>
  )
}
