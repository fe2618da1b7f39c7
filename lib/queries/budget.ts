import { useSyncExternalStore } from 'react'

/** How much of IBM's request budget this person has used; null until the first answer tells. */
export type Budget = { used: number; limit: number }

let current: Budget | null = null
const listeners = new Set<() => void>()

/** Takes the budget from the headers every signed-in answer carries (`X-Ibm-Requests: used/limit`). */
export function noteBudget(headers: Headers): void {
  const match = /^(\d+)\/(\d+)$/.exec(headers.get('x-ibm-requests') ?? '')
  if (!match) return
  const used = Number(match[1])
  const limit = Number(match[2])
  if (current?.used === used && current.limit === limit) return
  current = { used, limit }
  for (const listener of listeners) listener()
}

export function useBudget(): Budget | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
    () => null,
  )
}
