'use client'

import { useEffect } from 'react'

/** Names the browser's tab after what the page shows; `undefined`: not read yet, so the page's own title stays. */
export function useTabTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Logpush`
  }, [title])
}
