'use client'

import type { ComponentProps } from 'react'
import { AppFrame } from '@/components/shell/app-frame'
import type { Session } from '@/lib/schemas/session'
import { useNav } from './use-nav'

/** The frame with the bars of whoever is signed in. */
export function NavFrame({
  session,
  ...frame
}: { session: Session } & Omit<ComponentProps<typeof AppFrame>, 'nav'>) {
  return <AppFrame {...frame} nav={useNav(session)} />
}
