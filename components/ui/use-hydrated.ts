'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * Whether the page has come alive; false on the server and for the moment until the scripts are there. What works by
 * script alone is `disabled` until then: a press that nobody hears is worse than one that is not taken.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
