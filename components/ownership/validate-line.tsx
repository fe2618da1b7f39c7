import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { formatMoment } from '@/lib/time'
import type { Challenge } from './use-challenge'
import { When } from './when'

/** Line 5, which runs by itself. */
export function ValidateLine({
  challenge,
  validatedAt,
  expiresAtMs,
  canRead,
}: {
  challenge: Challenge
  validatedAt: string | null
  expiresAtMs: number | null
  /** There is a file that could be read anew. */
  canRead: boolean
}) {
  const { refusal, isValidated } = challenge
  if (isValidated && validatedAt) {
    return (
      <p role="status" className="text-table text-ink-2">
        Validated <When at={validatedAt} />.{' '}
        {expiresAtMs === null ? (
          'Valid for this job.'
        ) : (
          <>
            Valid for this job until{' '}
            <strong className="font-semibold text-ink">{formatMoment(expiresAtMs)}</strong>.
          </>
        )}{' '}
        Changing the destination requires a new token.
      </p>
    )
  }
  if (refusal === null) {
    return (
      <p role="status" className="flex items-center gap-2 text-table text-ink-2">
        <Icon name="spinner" /> Validating the token with IBM…
      </p>
    )
  }
  if ('error' in refusal) {
    return (
      <ErrorNotice
        error={refusal.error}
        hint="The token is kept; no other step has to be repeated."
        onRetry={challenge.validateAgain}
      />
    )
  }
  return (
    <>
      <p role="alert" className="text-table text-ink-2">
        {refusal.said.reason ??
          'IBM refused this token although all its parts match. Usually a newer file exists: use the newest one.'}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {canRead && (
          <Button
            variant="primary"
            busy={challenge.isReading}
            busyLabel="Reading…"
            onClick={challenge.readIt}
            className="max-md:w-full"
          >
            Read the file again
          </Button>
        )}
        <Button onClick={challenge.pasteAnother} className="max-md:w-full">
          Paste another
        </Button>
        <Button
          busy={challenge.isAsking}
          busyLabel="Requesting…"
          onClick={challenge.ask}
          className="max-md:w-full"
        >
          Request a new one
        </Button>
      </div>
    </>
  )
}
