import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'

/** One handler for many plain links of this app. A new tab stays a new tab. */
export function useFollowLinks() {
  const router = useRouter()
  return (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest('a')
    if (!link || event.defaultPrevented) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    router.push(link.pathname + link.search)
  }
}
