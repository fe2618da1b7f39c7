'use client'

import { PageBroke } from '@/components/app/page-broke'

export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return <PageBroke error={error} onRetry={retry} />
}
