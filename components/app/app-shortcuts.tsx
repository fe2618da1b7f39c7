'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useParams, useRouter } from 'next/navigation'
import { useShortcut } from '@/components/shell/shortcuts'
import { leave } from '@/components/ui/leaving'
import { instancesQuery } from '@/lib/queries/instances'
import { refreshPage } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'

/** The keys that work on every page. A page's search field is the one marked `data-page-search`. */
export function AppShortcuts() {
  const router = useRouter()
  const client = useQueryClient()
  const { instanceId, zoneId } = useParams()
  const isInZone = typeof instanceId === 'string' && typeof zoneId === 'string'

  useShortcut('g o', () => leave(() => router.push(routes.home())))
  useShortcut('g z', () => leave(() => router.push(routes.zones())))
  useShortcut('g a', () => leave(() => router.push(routes.activity())))
  useShortcut('r', () => void refreshPage(client))
  useShortcut('/', () => document.querySelector<HTMLElement>('[data-page-search]')?.focus())
  useShortcut(
    'n',
    () => {
      if (!isInZone) return
      const { items = [] } = client.getQueryData(instancesQuery().queryKey) ?? {}
      // The page says so beside its button.
      const hasNoLogpush = items.some(({ id, logpush }) => id === instanceId && logpush === 'no')
      if (!hasNoLogpush) leave(() => router.push(routes.newJob(instanceId, zoneId)))
    },
    isInZone,
  )
  return null
}
