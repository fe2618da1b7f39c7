'use client'

import { useTicker } from '@/components/ui/use-ticker'
import { formatAge } from '@/lib/time'

/** "12 buckets, updated 8 s ago", at the right of a list's label. */
export function ReadNote({ count, noun, atMs }: { count: number; noun: string; atMs: number }) {
  const age = useTicker((now) => `, updated ${formatAge(now - atMs)}`)
  return (
    <>
      {count} {count === 1 ? noun : `${noun}s`}
      {age}
    </>
  )
}
