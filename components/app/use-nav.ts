'use client'

import type { NavEntry } from '@/components/shell/top-bar'
import { useAccessToDecide } from '@/lib/queries/access-requests'
import { routes } from '@/lib/routes'
import type { Session } from '@/lib/schemas/session'
import { nav } from './nav'

/** Where this person can go, with the count of what waits for them there. A phone has room for the first four. */
export function useNav({ admin }: Session): readonly NavEntry[] {
  const requests = useAccessToDecide(admin)
  return [...nav, ...(admin ? [{ label: 'Access', href: routes.access(), waiting: requests }] : [])]
}
