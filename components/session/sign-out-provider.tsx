'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { leave } from '@/components/ui/leaving'
import { signOut } from './sign-out'

const SignOut = createContext<() => void>(() => {})

/** Signs out, from wherever it is asked for. */
export const useSignOut = () => useContext(SignOut)

/** Holds what is said when signing out did not work. */
export function SignOutProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function end() {
    if (busy) return
    setBusy(true)
    try {
      await signOut(client)
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }

  return (
    <SignOut value={() => leave(end)}>
      {children}
      <Dialog
        open={error !== null}
        onClose={() => setError(null)}
        title="You are still signed in"
        footer={<Button onClick={() => setError(null)}>Close</Button>}
      >
        <ErrorNotice title="Sign-out failed." error={error} onRetry={end} retrying={busy} />
      </Dialog>
    </SignOut>
  )
}
