'use client'

import { useState } from 'react'

/** The error of a query, also while it is tried again after never having brought anything. */
export function useLastError(query: { error: Error | null; isSuccess: boolean }): Error | null {
  const [last, setLast] = useState<Error | null>(null)
  const now = query.isSuccess ? null : (query.error ?? last)
  if (now !== last) setLast(now)
  return query.error ?? now
}
