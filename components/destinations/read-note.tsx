'use client'

import { useTicker } from '@/components/ui/use-ticker'
import { formatAge } from '@/lib/time'

/** "12 buckets, updated 8 s ago", at the right of a list's label; the first 12 where IBM has more. */
export function ReadNote({
  count,
  noun,
  atMs,
  isPartial,
}: {
  count: number
  noun: string
  atMs: number
  isPartial: boolean
}) {
  const age = useTicker((now) => `, updated ${formatAge(now - atMs)}`)
  return (
    <>
      {isPartial && 'first '}
      {count} {count === 1 ? noun : `${noun}s`}
      {isPartial && '; IBM has more'}
      {age}
    </>
  )
}
