'use client'

import { type FormEvent, useId, useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { useAcknowledge } from '@/lib/queries/alerts'
import type { Alert } from '@/lib/schemas/alert'
import { alertTitle } from './alert-words'

const longest = 500

const wordsOfAlert = {
  title: 'Acknowledge alert',
  action: 'Acknowledge',
  busy: 'Acknowledging…',
  failed: 'The alert was not acknowledged.',
}
const wordsOfNote = {
  title: 'Edit note',
  action: 'Save',
  busy: 'Saving…',
  failed: 'The note was not saved.',
}

/** Says that somebody takes care, with a note for the others; once said, changes the note. */
export function AcknowledgeDialog({
  alert,
  onClose,
  onDone,
}: {
  alert: Alert
  onClose: () => void
  onDone: () => void
}) {
  const formId = useId()
  const before = alert.acknowledged?.note ?? ''
  const words = alert.acknowledged ? wordsOfNote : wordsOfAlert
  const [note, setNote] = useState(before)
  const { mutate, isPending, error } = useAcknowledge()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isPending) mutate({ id: alert.id, note: note.trim() }, { onSuccess: onDone })
  }
  return (
    <Dialog
      open
      onClose={() => !isPending && onClose()}
      unsaved={note !== before}
      title={words.title}
      footer={
        <>
          <Button onClick={onClose} notYet={isPending && 'Already in progress.'} reason="hidden">
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            busy={isPending}
            busyLabel={words.busy}
          >
            {words.action}
          </Button>
        </>
      }
    >
      <p className="wrap-anywhere">{alertTitle(alert)}</p>
      <form id={formId} noValidate onSubmit={submit}>
        <TextField
          label="Note"
          optional
          data-autofocus
          autoComplete="off"
          maxLength={longest}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          help="Shown to everyone who sees this alert. No more reminders are sent; the recovery is still sent."
        />
      </form>
      {error && <ErrorNotice title={words.failed} error={error} />}
    </Dialog>
  )
}
