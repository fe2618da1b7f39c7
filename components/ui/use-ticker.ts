'use client'

import { useDeferredValue, useState, useSyncExternalStore } from 'react'

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

/**
 * The clock by the second, Unix ms, for long lists whose rows all tell the time: they are drawn again a piece at a time, and
 * let pass what somebody does meanwhile. null on the server and for a moment after hydrating.
 *
 * @param isHeld it stands still: while somebody scrolls, each step would make the drawing begin anew
 */
export function useSlowClock(isHeld: boolean): number | null {
  const second = useTicker((now) => String(Math.floor(now / 1_000)))
  const [shown, setShown] = useState(second)
  if (!isHeld && shown !== second) setShown(second)
  const now = useDeferredValue(shown)
  return now === '' ? null : Number(now) * 1_000
}
