'use client'

import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { useUpdateCoverage } from '@/lib/queries/overview'

/** Asks why a zone need not send a dataset; the reason stands in the cell, with whoever gave it. */
export function NotNeededDialog({
  zoneName,
  dataset,
  place,
  onClose,
  onDone,
}: {
  zoneName: string
  /** As it is called. */
  dataset: string
  place: { instanceId: string; zoneId: string; dataset: string }
  onClose: () => void
  onDone: () => void
}) {
  const [reason, setReason] = useState('')
  const update = useUpdateCoverage()

  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await update.mutateAsync({ ...place, needed: false, reason: reason.trim() })
      onDone()
    } catch {
      // Shown below.
    }
  }

  return (
    <Dialog
      open
      onClose={() => !update.isPending && onClose()}
      unsaved={reason.trim() !== ''}
      title={`${dataset} not needed for ${zoneName}?`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="not-needed"
            busy={update.isPending}
            busyLabel="Marking…"
          >
            Mark as not needed
          </Button>
        </>
      }
    >
      <form id="not-needed" noValidate onSubmit={submit}>
        <p className="mb-4 text-ink-2">
          The overview no longer counts it as missing. Nothing changes at IBM, and a job can still
          be created.
        </p>
        <TextField
          data-autofocus
          label="Reason"
          optional
          maxLength={256}
          placeholder="This zone has no such traffic"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {update.isError && (
          <ErrorNotice className="mt-4" title="It was not marked." error={update.error} />
        )}
      </form>
    </Dialog>
  )
}
