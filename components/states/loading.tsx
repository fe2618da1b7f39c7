'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { SkeletonRows } from '@/components/ui/skeleton'

const longWaitMs = 10_000

/** Nothing for 300 ms, then skeletons, after 10 s a sentence that says what is waited for. */
export function Loading({
  what,
  rows = 4,
  dense = false,
  children,
}: {
  /** As in "the jobs of this zone"; read out at once, shown after 10 s. */
  what: string
  rows?: number
  dense?: boolean
  /** Own skeletons instead of rows. */
  children?: ReactNode
}) {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longWaitMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div aria-busy="true">
      {children ?? <SkeletonRows rows={rows} dense={dense} />}
      <p role="status" className={long ? 'px-3 pt-3 text-table text-ink-2' : 'sr-only'}>
        {long ? `Still waiting for ${what}. IBM Cloud is slow to respond.` : `Loading ${what}…`}
      </p>
    </div>
  )
}
