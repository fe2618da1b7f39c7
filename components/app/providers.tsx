'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { SessionOverDialog } from '@/components/session/session-over-dialog'
import { SignOutProvider } from '@/components/session/sign-out-provider'
import { keys } from '@/lib/queries/keys'
import type { Session } from '@/lib/schemas/session'
import { makeQueryClient } from './query-client'

/** What every page behind the sign-in stands on. `session` is already known: nobody has to ask for it again. */
export function Providers({ session, children }: { session: Session; children: ReactNode }) {
  const [client] = useState(() => {
    const made = makeQueryClient()
    made.setQueryData(keys.session, session)
    return made
  })
  return (
    <QueryClientProvider client={client}>
      <SignOutProvider>{children}</SignOutProvider>
      <SessionOverDialog />
    </QueryClientProvider>
  )
}
