'use client'

import { PageBroke } from '@/components/app/page-broke'

export default function PageError({
  error,
  unstable_retry,
}: {
  error: Error & { digest?: string }
  unstable_retry: () => void
}) {
  return <PageBroke error={error} onRetry={unstable_retry} />
}
