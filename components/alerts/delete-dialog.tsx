'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useDeleteChannel, useDeleteRule } from '@/lib/queries/alerts'

const words = {
  rule: 'Open alerts of this rule end without a notice. What was sent stays in the delivery log.',
  channel: 'Nothing is sent to it any more. What was sent stays in the delivery log.',
}

/** Asks before a rule or a channel is deleted. */
export function DeleteDialog({
  what,
  id,
  name,
  onClose,
  onDone,
}: {
  what: 'rule' | 'channel'
  id: string
  name: string
  onClose: () => void
  onDone: () => void
}) {
  const rule = useDeleteRule()
  const channel = useDeleteChannel()
  const { mutate, isPending, error } = what === 'rule' ? rule : channel
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => mutate(id, { onSuccess: onDone })}
      title={`Delete ${what} ${name}?`}
      confirmLabel={`Delete ${what}`}
      busyLabel="Deleting…"
      busy={isPending}
      problem={error && <ErrorNotice title={`The ${what} was not deleted.`} error={error} />}
    >
      {words[what]}
    </ConfirmDialog>
  )
}
