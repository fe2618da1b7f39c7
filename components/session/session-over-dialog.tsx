'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { onSignedOut } from '@/lib/queries/fetcher'
import { routes } from '@/lib/routes'

/** Comes up over whatever is open as soon as an answer says that the session is over. Closing it loses nothing. */
export function SessionOverDialog() {
  const [open, setOpen] = useState(false)
  const path = usePathname()
  const search = useSearchParams().toString()
  useEffect(() => onSignedOut(() => setOpen(true)), [])
  return (
    <Dialog
      open={open}
      onClose={() => setOpen(false)}
      title="Your session has ended"
      role="alertdialog"
      footer={
        <ButtonLink
          variant="primary"
          data-autofocus
          prefetch={false}
          // What is lost stands above it.
          data-leaves="unasked"
          href={routes.signIn(search ? `${path}?${search}` : path)}
        >
          Sign in again
        </ButtonLink>
      }
    >
      <p className="text-ink-2">
        Sign in again, your draft stays. Only keys and tokens have to be entered again: they are
        never stored in the browser.
      </p>
    </Dialog>
  )
}
