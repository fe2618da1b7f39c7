'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useParams, useRouter } from 'next/navigation'
import { signOutItemId } from '@/components/go-to/sign-out-item'
import { useSignOut } from '@/components/session/sign-out-provider'
import { GoTo, type GoToItem } from '@/components/shell/go-to'
import { leave } from '@/components/ui/leaving'

/** ⌘K and the field in the top bar. What it searches is read at its first use. */
export function AppGoTo() {
  const client = useQueryClient()
  const router = useRouter()
  const signOut = useSignOut()
  const { instanceId, zoneId } = useParams()
  const here =
    typeof instanceId === 'string' && typeof zoneId === 'string' ? { instanceId, zoneId } : null

  function onGo(item: GoToItem, newTab: boolean) {
    if (item.id === signOutItemId) signOut()
    else if (newTab) window.open(item.href, '_blank', 'noopener')
    else leave(() => router.push(item.href))
  }

  return (
    <GoTo
      search={async (text, signal) => {
        const [{ searchEverywhere }, { searchOverview }] = await Promise.all([
          import('@/components/go-to/search'),
          import('@/lib/queries/overview'),
        ])
        return searchEverywhere(client, here, text, (words) => searchOverview(words, signal))
      }}
      scope="Searches all zones and their jobs."
      onGo={onGo}
    />
  )
}
