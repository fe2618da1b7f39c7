'use client'

import { type ReactNode, useEffect, useState } from 'react'

const longMs = 10_000

/** A field's help that says, after 10 s, what is waited for; nothing before. */
export function useStillWaiting(
  isWaiting: boolean,
  what: string,
  why = 'IBM Cloud is slow to respond.',
): ReactNode {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setIsLong(true), longMs)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
    }
  }, [isWaiting])
  return (
    isLong && (
      <span role="status">
        Still waiting for {what}. {why}
      </span>
    )
  )
}
