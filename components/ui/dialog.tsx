'use client'

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from './button'
import { cx } from './cx'

/**
 * The browser's modal dialog: focus stays inside and returns to its opener, Esc closes. With `unsaved`
 * closing asks first, so that typed text is never lost by a key. Its content exists only while open.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  footer,
  width = 'normal',
  unsaved = false,
  role = 'dialog',
}: {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  footer?: ReactNode
  width?: 'normal' | 'wide'
  unsaved?: boolean
  role?: 'dialog' | 'alertdialog'
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const [asking, setAsking] = useState(false)
  const titleId = useId()

  // With the commit that shows or ends it: no key may fall between what is seen and what is modal.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog || !open) return
    dialog.showModal()
    // React's own autoFocus comes before the dialog is shown, and is then lost.
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      setAsking(false)
      dialog.close()
    }
  }, [open])

  const leave = () => (unsaved && !asking ? setAsking(true) : onClose())

  return (
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A file picker inside a dialog sends its own cancel, which bubbles.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        leave()
      }}
      onClose={() => {
        // The browser may close without asking (Esc twice); the owner has to know.
        if (open) onClose()
      }}
      className={cx(
        'm-auto max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-dialog bg-surface p-0 shadow-2 backdrop:bg-veil open:animate-rise',
        'forced-colors:border',
        width === 'wide' ? 'w-[min(60rem,calc(100vw-2rem))]' : 'w-[min(40rem,calc(100vw-2rem))]',
      )}
    >
      {open && (
        <div className="flex flex-col gap-3 p-6 max-md:p-4">
          <h2 id={titleId} className="text-heading wrap-anywhere">
            {title}
          </h2>
          {children}
          {asking ? (
            <div role="alert" className="mt-3 flex flex-wrap items-center justify-end gap-2">
              <span className="me-auto text-table text-warn">Your input will be lost.</span>
              <Button onClick={() => setAsking(false)}>Keep editing</Button>
              <Button variant="danger" onClick={onClose}>
                Close
              </Button>
            </div>
          ) : (
            footer && (
              <div className="mt-3 flex flex-wrap items-center justify-end gap-2">{footer}</div>
            )
          )}
        </div>
      )}
    </dialog>
  )
}
