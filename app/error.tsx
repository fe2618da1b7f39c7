'use client'

import { PageBroke } from '@/components/app/page-broke'
import { Logo } from '@/components/shell/logo'

/** When not even the frame could be drawn, as with a database that is down. */
export default function AppError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page px-8 pt-8 max-md:px-4">
      <p className="mb-10 flex items-center gap-3 font-semibold">
        <Logo />
        Logpush
      </p>
      <PageBroke error={error} onRetry={retry} />
    </main>
  )
}
