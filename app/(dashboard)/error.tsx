'use client'

import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'

// Fetched if it is ever shown; where that fails too, `app/error.tsx` has it with it.
const PageBroke = lazy(() =>
  import('@/components/app/page-broke').then((file) => ({ default: file.PageBroke })),
)

export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  const client = useQueryClient()
  function onRetry() {
    // What the page had read may be what broke it. The frame goes on with its own.
    client.removeQueries({ type: 'inactive' })
    retry()
  }
  return (
    <Suspense>
      <PageBroke error={error} onRetry={onRetry} />
    </Suspense>
  )
}
