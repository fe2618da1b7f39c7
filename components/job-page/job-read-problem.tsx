'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Notice } from '@/components/ui/notice'
import { formatClock, formatTimeOfDay } from '@/components/ui/time'
import { useTicker } from '@/components/ui/use-ticker'
import { ApiError } from '@/lib/queries/fetcher'

/** Why the job could not be read, above what was read before. `readAtMs` 0: nothing was. */
export function JobReadProblem({
  error,
  failedAtMs,
  readAtMs,
  isReading,
  onRetry,
}: {
  error: Error
  failedAtMs: number
  readAtMs: number
  isReading: boolean
  onRetry: () => void
}) {
  const readAt = useTicker((now) => (readAtMs === 0 ? '' : formatClock(readAtMs, now)))
  if (error instanceof ApiError && error.code === 'rate_limited') {
    const seconds = error.problem.retryAfter
    const until =
      seconds === undefined ? 'just now' : `until ${formatTimeOfDay(failedAtMs + seconds * 1000)}`
    return (
      <Notice
        tone="warn"
        role="status"
        className="mt-5"
        title={`IBM takes no more requests ${until}.`}
      >
        {readAt && `What you see is from ${readAt}. `}We go on by ourselves.
      </Notice>
    )
  }
  return (
    <ErrorNotice
      className="mt-5"
      title="The job could not be read."
      error={error}
      hint={
        readAt
          ? `Nothing was changed. Below is what we read at ${readAt}; we try again by ourselves.`
          : 'Nothing was changed. We try again by ourselves twice a minute.'
      }
      onRetry={onRetry}
      retrying={isReading}
    />
  )
}
