'use client'

import { Access } from '@/components/access/access'
import { ChangeRows } from '@/components/changes/change-rows'
import { useChanges } from '@/lib/queries/changes'
import { routes } from '@/lib/routes'

/** The page of administrators; what waits of changes stands with what waits of requests. */
export function AccessView() {
  const waiting = useChanges({ asker: 'others', status: 'waiting', limit: '200' })
  const changes = waiting.data?.items ?? []
  return (
    <Access
      tokensHref={routes.tokens()}
      changes={
        changes.length > 0 && (
          <ChangeRows label="waiting" changes={changes} act="Review" isContinued />
        )
      }
    />
  )
}
