'use client'

import { useRouter } from 'next/navigation'
import { showToast } from '@/components/ui/toast'

/** Tells that what was asked for waits for somebody's approval, with the way to it. */
export function useTellWaits(): (href: string) => void {
  const router = useRouter()
  return (href) =>
    showToast({
      text: 'Waiting for approval by an administrator.',
      action: { label: 'View request', onAct: () => router.push(href) },
    })
}
