'use client'

import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'
import { useSaveView } from '@/lib/queries/saved-views'
import type { SavedView } from '@/lib/schemas/saved-view'

/** A name for the present filter, for this person alone. */
export function SaveViewDialog({
  query,
  names,
  onClose,
}: {
  query: Record<string, string>
  /** Of the views there are. */
  names: readonly string[]
  onClose: () => void
}) {
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const save = useSaveView()
  const isThere = names.includes(name.trim())

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError('Enter a name.')
    try {
      // The API judges it, as it does any filter of an address.
      const filter = query as SavedView['filter']
      const { name: saved } = await save.mutateAsync({ name: name.trim(), filter })
      showToast({ text: `View “${saved}” saved.` })
      onClose()
    } catch {
      // Shown below.
    }
  }

  return (
    <Dialog
      open
      onClose={() => !save.isPending && onClose()}
      title="Save this view"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="save-view"
            busy={save.isPending}
            busyLabel="Saving…"
          >
            {isThere ? 'Replace view' : 'Save view'}
          </Button>
        </>
      }
    >
      <form id="save-view" noValidate onSubmit={submit}>
        <TextField
          data-autofocus
          label="Name"
          maxLength={80}
          value={name}
          error={error}
          help={
            isThere
              ? 'You have a view of this name; it will be replaced.'
              : 'Filters, order and layout are saved, for you alone.'
          }
          onChange={({ target }) => {
            setName(target.value)
            setError(undefined)
          }}
        />
        {save.isError && (
          <ErrorNotice className="mt-4" title="The view was not saved." error={save.error} />
        )}
      </form>
    </Dialog>
  )
}
