'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { routes } from '@/lib/routes'

/** What stands where a page could not be drawn. `digest` finds the error in the server's log. */
export function PageBroke({
  error,
  onRetry,
}: {
  error: Error & { digest?: string }
  onRetry: () => void
}) {
  return (
    <div role="alert" className="max-w-form">
      <title>Could not be shown · Logpush</title>
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">This page could not be shown.</strong> The fault is in
        this dashboard; nothing at IBM was changed by it.
      </h1>
      <p className="mt-3 text-ink-2">
        Try again. If it comes back, tell whoever runs this dashboard
        {error.digest ? ', with this code: it finds the error in the server’s log.' : '.'}
      </p>
      {error.digest && (
        <p className="mt-2 flex items-center gap-2">
          <code className="text-code">{error.digest}</code>
          <CopyButton text={error.digest} label="Copy the code" />
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        <Button variant="primary" onClick={onRetry}>
          Try again now
        </Button>
        <ButtonLink href={routes.home()}>Show all zones</ButtonLink>
      </div>
    </div>
  )
}
