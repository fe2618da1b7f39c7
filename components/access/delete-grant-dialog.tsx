'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { useDeleteGrant } from '@/lib/queries/grants'
import type { ShownGrant } from '@/lib/schemas/grant'
import { roleLabels } from './grant-words'

/** Asks before a grant is taken back. */
export function DeleteGrantDialog({
  grant,
  name,
  reach,
  onClose,
}: {
  grant: ShownGrant
  /** Who has it, and what it reaches, in words. */
  name: string
  reach: string
  onClose: () => void
}) {
  const { mutate, isPending, error } = useDeleteGrant()
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        mutate(grant.id, {
          onSuccess: () => {
            showToast({ text: `Grant of ${name} deleted.` })
            onClose()
          },
        })
      }
      title={`Delete the grant of ${name}?`}
      confirmLabel="Delete grant"
      busyLabel="Deleting…"
      busy={isPending}
      problem={error && <ErrorNotice title="The grant was not deleted." error={error} />}
    >
      {roleLabels[grant.role]}, {reach}. It stops counting with the next request, unless another
      grant gives the same. Jobs keep running.
    </ConfirmDialog>
  )
}
