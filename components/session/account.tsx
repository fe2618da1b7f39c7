'use client'

import { AccountMenu } from '@/components/shell/account-menu'
import type { Session } from '@/lib/schemas/session'
import { useSignOut } from './sign-out-provider'

/** Who is signed in, the theme, and the way out. */
export function Account({ session: { user, account } }: { session: Session }) {
  const signOut = useSignOut()
  return (
    <AccountMenu
      person={{ name: user.name, email: user.email, account: account.name }}
      onSignOut={signOut}
    />
  )
}
