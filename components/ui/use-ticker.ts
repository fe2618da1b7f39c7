'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const call of listeners) call()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * A text that depends on the time; one interval serves the whole page, and a component renders again
 * only when its own text changes. On the server and while hydrating it is `onServer`, because there
 * neither the clock nor the time zone is the reader's.
 */
export function useTicker(read: (now: number) => string, onServer = ''): string {
  return useSyncExternalStore(
    subscribe,
    () => read(Date.now()),
    () => onServer,
  )
}
