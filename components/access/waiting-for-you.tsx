'use client'

import type { ReactNode } from 'react'
import { useAccessRequests } from '@/lib/queries/access-requests'
import { RequestRows } from './request-rows'

/** What waits for an administrator: requests for access, and `changes`. Nothing stands there when nothing waits. */
export function WaitingForYou({ changes }: { changes?: ReactNode }) {
  const waiting = useAccessRequests().data?.items.filter(({ status }) => status === 'waiting') ?? []
  if (waiting.length === 0 && !changes) return null
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" tabIndex={-1} className="mb-1 text-heading">
        Waiting for you
      </h2>
      {waiting.length > 0 && <RequestRows requests={waiting} />}
      {changes}
    </section>
  )
}
