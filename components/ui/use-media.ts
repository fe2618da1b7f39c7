'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Where lists stand in for tables. */
export const phone = '(width < 48rem)'

/** As the `touch` variant of the styles: targets are then at least 44 px. */
export const touch = '(width < 48rem), (pointer: coarse)'

/** Whether a media query holds, for what CSS alone can't do; on the server and while hydrating it is `onServer`. */
export function useMedia(query: string, onServer = false): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => onServer,
  )
}
