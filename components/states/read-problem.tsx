'use client'

import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useTicker } from '@/components/ui/use-ticker'
import { formatClock, formatTimeOfDay } from '@/lib/time'
import { errorFacts } from './error-facts'
import { ErrorNotice } from './error-notice'

/** IBM's own page of troubles. Source: cloud.ibm.com, footer. */
const statusUrl = 'https://cloud.ibm.com/status'

export const isRateLimited = (error: Error | null) => errorFacts(error).code === 'rate_limited'

const isOfIbm = (error: Error) => errorFacts(error).code?.startsWith('ibm_')

/** Why what a page shows could not be read again, above what was read before. `readAtMs` 0: nothing was. */
export function ReadProblem({
  title,
  error,
  failedAtMs,
  readAtMs,
  isReading,
  onRetry,
  className,
}: {
  title: string
  error: Error
  failedAtMs: number
  readAtMs: number
  isReading: boolean
  onRetry: () => void
  className: string
}) {
  const readAt = useTicker((now) => (readAtMs === 0 ? '' : formatClock(readAtMs, now)))
  if (isRateLimited(error)) {
    return <TooMany error={error} failedAtMs={failedAtMs} readAt={readAt} className={className} />
  }
  return (
    <ErrorNotice
      className={className}
      title={title}
      error={error}
      hint={
        readAt
          ? `Nothing was changed. Showing data from ${readAt}. Retrying automatically twice a minute.`
          : 'Nothing was changed. Retrying automatically twice a minute.'
      }
      onRetry={onRetry}
      retrying={isReading}
      actions={
        isOfIbm(error) && (
          <a
            href={statusUrl}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex items-center gap-1.5 px-3 font-medium text-accent hover:underline touch:min-h-11"
          >
            IBM Cloud status
            <Icon name="external" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        )
      }
    />
  )
}

function TooMany({
  error,
  failedAtMs,
  readAt,
  className,
}: {
  error: Error
  failedAtMs: number
  readAt: string
  className: string
}) {
  const seconds = errorFacts(error).retryAfter
  // A clock time, because a countdown would be read out every second.
  const until = seconds === undefined ? null : formatTimeOfDay(failedAtMs + seconds * 1000)
  return (
    <Notice
      tone="warn"
      role="status"
      className={className}
      title={`Rate-limited by IBM${until ? ` until ${until}` : ''}.`}
    >
      {readAt && `Showing data from ${readAt}. `}Retrying automatically.
    </Notice>
  )
}
