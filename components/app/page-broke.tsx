'use client'

import { lazy, Suspense } from 'react'
import { buttonLook } from '@/components/ui/button-look'
import { homePath } from '@/lib/home'

// Every page carries this along, so it has what it cannot do without, and fetches the rest if it is ever shown.
const CopyButton = lazy(() =>
  import('@/components/ui/copy-button').then(
    (file) => ({ default: file.CopyButton }),
    () => ({ default: () => <></> }),
  ),
)

/** As the server marks an error of that kind (lib/server/db/away.ts). */
const databaseAway = 'DATABASE_UNAVAILABLE'

function DatabaseAway({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="max-w-form">
      <title>Database unavailable · Logpush</title>
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">The database is unavailable.</strong> This dashboard can’t
        reach its database at the moment; your jobs at IBM are not affected.
      </h1>
      <p className="mt-3 text-ink-2">
        Try again in a few seconds. You stay signed in. If it lasts, tell the operator of this
        dashboard.
      </p>
      <div className="mt-5">
        <button type="button" onClick={onRetry} className={buttonLook('primary')}>
          Try again
        </button>
      </div>
    </div>
  )
}

/** What stands where a page could not be drawn. `digest` finds the error in the server's log. */
export function PageBroke({
  error,
  onRetry,
}: {
  error: Error & { digest?: string }
  onRetry: () => void
}) {
  if (error.digest === databaseAway) return <DatabaseAway onRetry={onRetry} />
  return (
    <div role="alert" className="max-w-form">
      <title>Error · Logpush</title>
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">This page could not be displayed.</strong> This is a fault
        in this dashboard; nothing was changed at IBM.
      </h1>
      <p className="mt-3 text-ink-2">
        Try again. If it happens again, tell the operator of this dashboard
        {error.digest ? ' and quote this code; it identifies the error in the server log.' : '.'}
      </p>
      {error.digest && (
        <p className="mt-2 flex items-center gap-2">
          <code className="text-code">{error.digest}</code>
          <Suspense>
            <CopyButton text={error.digest} label="Copy code" />
          </Suspense>
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        <button type="button" onClick={onRetry} className={buttonLook('primary')}>
          Try again
        </button>
        {/* Loads everything anew, which may be what helps. */}
        <a href={homePath} className={buttonLook('secondary')}>
          View all zones
        </a>
      </div>
    </div>
  )
}
