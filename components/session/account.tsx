'use client'

import { AccountMenu } from '@/components/shell/account-menu'
import { useChangesToDecide } from '@/lib/queries/changes'
import { routes } from '@/lib/routes'
import type { Session } from '@/lib/schemas/session'
import { useSignOut } from './sign-out-provider'

/** IBM's token names the account by its id alone; that is cut, as nobody reads 32 digits. */
function accountLabel(account: Session['account']): string {
  if (account === null) return 'Company account'
  const { id, name } = account
  return name === id && id.length > 12 ? `Account ${id.slice(0, 4)}…${id.slice(-4)}` : name
}

/** Who is signed in, the theme, and the way out. */
export function Account({ session: { user, account, kind, admin } }: { session: Session }) {
  const signOut = useSignOut()
  const waiting = useChangesToDecide()
  return (
    <AccountMenu
      person={{ name: user.name, email: user.email, account: accountLabel(account) }}
      // On a phone the bar has no room for them. Whose rights are IBM's has no tokens.
      links={[
        ...(admin
          ? [{ label: waiting > 0 ? `Changes (${waiting})` : 'Changes', href: routes.changes() }]
          : []),
        { label: 'Alerts', href: routes.alerts() },
        ...(kind === 'oidc' ? [{ label: 'Tokens', href: routes.tokens() }] : []),
      ]}
      onSignOut={signOut}
    />
  )
}
