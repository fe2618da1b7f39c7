import { useSyncExternalStore } from 'react'

let note: string | null = null
const listeners = new Set<() => void>()

/** Says something in the line at the foot, as of what the pointer is on; null: no more. */
export function setStatusNote(text: string | null): void {
  if (note === text) return
  note = text
  for (const call of listeners) call()
}

export const useStatusNote = (): string | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => note,
    () => null,
  )
