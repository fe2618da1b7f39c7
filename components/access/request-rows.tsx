'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { SecondLine } from '@/components/ui/table'
import { useTicker } from '@/components/ui/use-ticker'
import type { AccessRequest } from '@/lib/schemas/access-request'
import { formatClock } from '@/lib/time'
import { useFocusLeft } from './use-focus-left'

const decideChunk = chunk(() => import('./decide-dialog'))

const article = { viewer: 'a viewer', editor: 'an editor' }

/** Requests that wait, each to be granted or declined. */
export function RequestRows({ requests }: { requests: readonly AccessRequest[] }) {
  const [deciding, setDeciding] = useState<{ request: AccessRequest; grant: boolean } | null>(null)
  const parts = useChunk(deciding ? decideChunk : null)
  const close = () => setDeciding(null)
  useFocusLeft(deciding !== null)
  return (
    <>
      <ul>
        {requests.map((request) => (
          <li
            key={request.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div className="min-w-0 flex-1 basis-80">
              <p className="wrap-anywhere">
                <strong className="font-medium">{request.asker.name || request.asker.email}</strong>{' '}
                asks to be {article[request.role]} of{' '}
                <strong className="font-medium">{request.zoneName}</strong>
                {request.instanceName && <> in {request.instanceName}</>}
              </p>
              <SecondLine className="wrap-anywhere whitespace-pre-line">
                “{request.reason}” · <Asked at={request.askedAt} />
                {request.asker.email && ` · ${request.asker.email}`}
              </SecondLine>
            </div>
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setDeciding({ request, grant: true })}>Grant…</Button>
              <Button variant="quiet" onClick={() => setDeciding({ request, grant: false })}>
                Decline…
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {deciding && !parts && <DialogComing onClose={close} />}
      {deciding && parts && <parts.DecideDialog {...deciding} onClose={close} />}
    </>
  )
}

export function Asked({ at }: { at: string }) {
  return useTicker((now) => formatClock(at, now))
}
