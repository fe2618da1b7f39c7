'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useAlert } from '@/lib/queries/alerts'
import { ApiError } from '@/lib/queries/fetcher'
import { refresh } from '@/lib/queries/refresh'
import type { Alert } from '@/lib/schemas/alert'
import { AlertRow } from './alerts-list'

/** The alert that a notice's link names, above all others and marked, whether it is open or over. */
export function LinkedAlert({
  id,
  onAcknowledge,
  onClose,
}: {
  id: string
  onAcknowledge: (alert: Alert) => void
  onClose: () => void
}) {
  const linked = useAlert(id)
  const { data, error, isPending, isFetching } = linked
  const isUnknown = error instanceof ApiError && (error.status === 404 || error.status === 422)
  const close = (
    <Button variant="quiet" onClick={onClose}>
      Show all alerts
    </Button>
  )
  return (
    <section aria-labelledby="linked-alert" className="mt-6">
      <h2 id="linked-alert" className="mb-2 text-lead font-semibold">
        Linked alert
      </h2>
      {isPending && <Loading what="the alert" rows={1} />}
      {data && (
        <>
          <ul aria-labelledby="linked-alert" className="border-t border-line">
            <AlertRow
              alert={data}
              isMarked
              onAcknowledge={data.isOpen ? onAcknowledge : undefined}
            />
          </ul>
          {close}
        </>
      )}
      {error && !data && !isUnknown && (
        <ErrorNotice
          title="The alert could not be loaded."
          error={error}
          hint="Nothing was changed."
          onRetry={() => refresh(linked)}
          retrying={isFetching}
          actions={close}
        />
      )}
      {!data && isUnknown && (
        <Notice title="This alert doesn’t exist or you don’t have access to it." actions={close}>
          Alerts are kept for 90 days after they recover.
        </Notice>
      )}
    </section>
  )
}
