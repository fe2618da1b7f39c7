'use client'

import { useCallback, useSyncExternalStore } from 'react'

const coarse = '(pointer: coarse)'

/**
 * An element that the styles make a pixel wide where lists stand in for tables. Asked of the styles rather than of a
 * media query, which does not know the reader's size of text.
 */
let probe: HTMLElement | null = null

function isNarrow(): boolean {
  if (probe === null) {
    probe = document.createElement('span')
    probe.dataset.phoneProbe = ''
    probe.setAttribute('aria-hidden', 'true')
    document.body.append(probe)
  }
  return probe.offsetWidth > 0
}

function subscribeToWidth(listener: () => void) {
  isNarrow()
  const observer = new ResizeObserver(listener)
  if (probe) observer.observe(probe)
  return () => observer.disconnect()
}

/** Where lists stand in for tables: the `max-md` of the styles. On the server and while hydrating it is `onServer`. */
export function usePhone(onServer = false): boolean {
  return useSyncExternalStore(subscribeToWidth, isNarrow, () => onServer)
}

/** As the `touch` variant of the styles: targets are then at least 44 px. */
export function useTouch(): boolean {
  const isPhone = usePhone()
  const subscribe = useCallback((listener: () => void) => {
    const media = window.matchMedia(coarse)
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  }, [])
  const isCoarse = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(coarse).matches,
    () => false,
  )
  return isPhone || isCoarse
}
