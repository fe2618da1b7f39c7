'use client'

import { useLayoutEffect } from 'react'

/**
 * Names the browser's tab after what the page shows, once that is known; until then it has the title of the page. The
 * framework writes that one again when it pleases, so it is watched for as long as the page stands.
 */
export function useTabTitle(name: string | undefined): void {
  useLayoutEffect(() => {
    if (!name) return
    const title = `${name} · Logpush`
    const put = () => {
      if (document.title !== title) document.title = title
    }
    put()
    const observer = new MutationObserver(put)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [name])
}
