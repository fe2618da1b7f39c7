'use client'

import { useEffect, useState } from 'react'

/** False until the page has had a moment with nothing to do, for what can wait until then. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    const tell = () => setIdle(true)
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(tell, 2_000)
      return () => clearTimeout(timer)
    }
    const callback = requestIdleCallback(tell)
    return () => cancelIdleCallback(callback)
  }, [])
  return isIdle
}
