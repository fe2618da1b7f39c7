'use client'

import { useEffect, useState } from 'react'
import { useTicker } from '@/components/ui/use-ticker'
import type { Creation } from './use-once'

const longMs = 10_000

/**
 * What a foot says of a write while it is on its way: whether the button is at work, why it can't be pressed again
 * whatever the form says (`verifying` while nobody knows what came of it), and whether it takes long.
 */
export function useWork(creation: Creation, verifying: string) {
  const isUnderWay = creation.phase === 'creating'
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isUnderWay) return
    const timer = setTimeout(() => setIsLong(true), longMs)
    // It is carried out all the same; what would be missed is how it went.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
      window.removeEventListener('beforeunload', ask)
    }
  }, [isUnderWay])

  const retryAtMs = creation.phase === 'refused' ? creation.retryAtMs : null
  const wait = useTicker((now) =>
    retryAtMs !== null && now < retryAtMs
      ? `Rate-limited by IBM; retry in ${Math.ceil((retryAtMs - now) / 1000)} s`
      : '',
  )
  const isUnknown = creation.phase === 'unknown' && creation.outcome.state === 'looking'
  return {
    isBusy: isUnderWay || creation.phase === 'made',
    reason: isUnknown ? verifying : wait === '' ? null : wait,
    isLong,
  }
}
