'use client'

import { useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useWithdrawChange } from '@/lib/queries/change'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { changeTitle } from './change-words'

/** Takes back what still waits. */
export function Withdrawal({ change }: { change: ChangeRequest }) {
  const [isOpen, setOpen] = useState(false)
  const withdraw = useWithdrawChange(change.id)
  return (
    <div className="mt-8">
      <Button onClick={() => setOpen(true)}>Withdraw request…</Button>
      <ConfirmDialog
        open={isOpen}
        onClose={() => {
          withdraw.reset()
          setOpen(false)
        }}
        onConfirm={() =>
          withdraw.mutateAsync().then(
            () => setOpen(false),
            () => {
              // `error` has it; it is shown in the dialog.
            },
          )
        }
        title="Withdraw this request?"
        confirmLabel="Withdraw request"
        busyLabel="Withdrawing…"
        busy={withdraw.isPending}
        problem={
          withdraw.error && (
            <ErrorNotice title="The request was not withdrawn." error={withdraw.error} />
          )
        }
      >
        “{changeTitle(change)}” will not be carried out. What you entered for it, keys included, is
        deleted here.
      </ConfirmDialog>
    </div>
  )
}
