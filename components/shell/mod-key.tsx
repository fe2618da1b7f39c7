'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The key that `mod+…` means on the reader's keyboard: ⌘ on Apple's, Ctrl on all others. */
export function ModKey() {
  return useSyncExternalStore(never, isApple, () => false) ? '⌘' : 'Ctrl'
}
