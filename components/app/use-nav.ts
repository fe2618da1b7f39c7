'use client'

import type { NavEntry } from '@/components/shell/top-bar'
import { useAccessToDecide } from '@/lib/queries/access-requests'
import { useChangesToDecide } from '@/lib/queries/changes'
import { useOverviewStatus } from '@/lib/queries/overview-status'
import { routes } from '@/lib/routes'
import type { Session } from '@/lib/schemas/session'
import { nav } from './nav'

/** Where this person can go, with the count of what waits for them there. A phone has room for the first four. */
export function useNav({ admin, kind }: Session): readonly NavEntry[] {
  const requests = useAccessToDecide(admin)
  const changes = useChangesToDecide()
  const failing = useOverviewStatus().data?.notDelivering
  return [
    ...nav.map((entry) => (entry.href === routes.home() ? { ...entry, count: failing } : entry)),
    ...(admin ? [{ label: 'Access', href: routes.access(), waiting: requests }] : []),
    ...(admin || kind === 'oidc'
      ? [{ label: 'Changes', href: routes.changes(), waiting: changes }]
      : []),
    { label: 'Alerts', href: routes.alerts() },
    ...(kind === 'oidc' ? [{ label: 'Tokens', href: routes.tokens() }] : []),
  ]
}
