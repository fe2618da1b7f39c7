'use client'

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
  return (
    <Suspense>
      <PageBroke error={error} onRetry={retry} />
    </Suspense>
  )
}
