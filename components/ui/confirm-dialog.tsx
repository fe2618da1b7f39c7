'use client'

import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { TextField } from './text-field'

/**
 * Says what will happen, and the button says it again. `typeToConfirm` is for what can't be brought back:
 * the button waits until that text has been typed.
 */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  children,
  confirmLabel,
  busyLabel,
  busy = false,
  danger = true,
  typeToConfirm,
  typeLabel = 'Type the name to confirm',
  lacks = false,
  problem,
}: {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  title: string
  /** What is lost and what stays. */
  children: ReactNode
  confirmLabel: string
  busyLabel: string
  busy?: boolean
  danger?: boolean
  typeToConfirm?: string
  typeLabel?: string
  /** What the person seems to lack for it. */
  lacks?: string | false
  /** An `ErrorNotice` when it failed; the dialog stays open. */
  problem?: ReactNode
}) {
  const [typed, setTyped] = useState('')
  const formId = useId()
  useEffect(() => {
    if (!open) setTyped('')
  }, [open])
  const waiting = typeToConfirm !== undefined && typed.trim() !== typeToConfirm

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!waiting && !busy) onConfirm()
  }

  return (
    <Dialog
      open={open}
      onClose={() => {
        if (!busy) onClose()
      }}
      title={title}
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose} notYet={busy && 'Already in progress.'} reason="hidden">
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            variant={danger ? 'danger' : 'primary'}
            busy={busy}
            busyLabel={busyLabel}
            notYet={waiting && 'Type the name first.'}
            lacks={lacks}
            reason="hidden"
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-ink-2">{children}</div>
      {lacks && <p className="text-table text-ink-3">{lacks}</p>}
      <form id={formId} onSubmit={submit} noValidate>
        {typeToConfirm !== undefined && (
          <TextField
            label={typeLabel}
            mono
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </form>
      {problem}
    </Dialog>
  )
}
