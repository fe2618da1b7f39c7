'use client'

import { type RefObject, useEffect, useRef } from 'react'

/**
 * Where the focus goes when a dialog has closed whose opener is gone with what it was about: to a heading, that of the
 * page where none is given or there.
 */
export function useFocusLeft(isOpen: boolean, heading?: RefObject<HTMLElement | null>): void {
  const wasOpen = useRef(false)
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    // The dialog has given the focus back; where its opener is gone, nothing has it.
    if (!hasClosed || (document.activeElement && document.activeElement !== document.body)) return
    const target = heading?.current ?? document.querySelector('h1')
    target?.focus()
  }, [isOpen, heading])
}
