import type { ClipboardEvent } from 'react'

/**
 * For `onPaste` of a text field: puts `tidy` of what the field would then hold there. Where that changes nothing, the
 * browser pastes by itself, which can be undone.
 */
export const tidyPaste =
  (tidy: (text: string) => string, onTidied: (text: string) => void) =>
  (event: ClipboardEvent<HTMLInputElement>) => {
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const pasted = event.clipboardData.getData('text/plain')
    const start = selectionStart ?? value.length
    const after = value.slice(0, start) + pasted + value.slice(selectionEnd ?? start)
    const tidied = tidy(after)
    if (tidied === after) return
    event.preventDefault()
    onTidied(tidied)
  }
