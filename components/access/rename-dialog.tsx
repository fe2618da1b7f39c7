'use client'

import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { useUpdateConnection } from '@/lib/queries/connections'
import type { Connection } from '@/lib/schemas/connection'

export function RenameDialog({
  connection: { id, name: former },
  onClose,
}: {
  connection: Connection
  onClose: () => void
}) {
  const { mutate, isPending, error } = useUpdateConnection(id)
  const [name, setName] = useState(former)
  const isEmpty = name.trim() === ''

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isPending && !isEmpty) mutate({ name: name.trim() }, { onSuccess: onClose })
  }

  return (
    <Dialog
      open
      onClose={() => !isPending && onClose()}
      title={`Rename ${former}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="rename"
            variant="primary"
            busy={isPending}
            busyLabel="Renaming…"
            notYet={isEmpty && 'Enter a name.'}
            reason="hidden"
          >
            Rename
          </Button>
        </>
      }
    >
      <form id="rename" noValidate onSubmit={submit}>
        <TextField
          label="Name"
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={isEmpty && 'Enter a name'}
        />
      </form>
      {error && <ErrorNotice title="Not renamed." error={error} />}
    </Dialog>
  )
}
