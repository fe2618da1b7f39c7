import { useEffect, useId, useRef } from 'react'
import type { Thread } from './thread'

/**
 * A line takes the control that was used along with it when it closes; the focus then goes to the heading of the next
 * one. Never while the focus is somewhere else. Gives the ids for the headings.
 */
export function useLineFocus(open: keyof Thread | null): (line: keyof Thread) => string {
  const id = useId()
  const last = useRef(open)
  useEffect(() => {
    if (last.current === open) return
    last.current = open
    if (document.activeElement !== document.body) return
    document.getElementById(`${id}-${open ?? 'validate'}`)?.focus()
  }, [open, id])
  return (line) => `${id}-${line}`
}
