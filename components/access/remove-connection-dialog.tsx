'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { useDeleteConnection } from '@/lib/queries/connections'
import type { Connection } from '@/lib/schemas/connection'
import { listed } from './grant-words'

/** Asks before a connection is removed, with what stops then. */
export function RemoveConnectionDialog({
  connection: { id, name, needed, instances },
  onClose,
}: {
  connection: Connection
  onClose: () => void
}) {
  const { mutate, isPending, error } = useDeleteConnection(id)
  const lost = needed.instances.map((one) => instances.find((it) => it.id === one)?.name ?? one)
  const stops = [
    ...(needed.grants > 0
      ? [`${countOf(needed.grants, 'grant stops', 'grants stop')} reaching zones`]
      : []),
    ...(needed.changeRequests > 0
      ? [
          `${countOf(needed.changeRequests, 'change', 'changes')} waiting for approval can’t be carried out`,
        ]
      : []),
    ...(needed.moves > 0 ? [`${countOf(needed.moves, 'move', 'moves')} of jobs can’t go on`] : []),
    ...(needed.writes > 0
      ? [`${countOf(needed.writes, 'change', 'changes')} of unknown outcome can’t be checked`]
      : []),
  ]
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        mutate(undefined, {
          onSuccess: () => {
            showToast({ text: `Connection ${name} removed.` })
            onClose()
          },
        })
      }
      title={`Remove the connection ${name}?`}
      confirmLabel="Remove connection"
      busyLabel="Removing…"
      busy={isPending}
      typeToConfirm={name}
      problem={error && <ErrorNotice title="The connection was not removed." error={error} />}
    >
      <p>
        {lost.length === 0
          ? 'Every instance it sees is seen by another connection, too.'
          : `People who sign in with the company account no longer see ${listed(lost, 5)}.`}{' '}
        Its key is deleted here, not in IBM Cloud. Jobs keep running.
      </p>
      {stops.length > 0 && (
        <ul className="mt-2 list-disc ps-5">
          {stops.map((line) => (
            <li key={line}>{line}.</li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  )
}

const countOf = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
