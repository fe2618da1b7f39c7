'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/queries/fetcher'
import { knownOutcome } from '@/lib/queries/known-outcome'
import type { ZoneDetail } from '@/lib/schemas/zone'
import type { RetentionSwitch } from './use-retention'
import { retentionNeed } from './words'

/** Below the facts: why the switch could not be moved, or what it means that it is off. */
export function RetentionNotices({
  zone,
  toggle,
  jobs,
}: {
  zone: ZoneDetail | undefined
  toggle: RetentionSwitch
  jobs: number | undefined
}) {
  const { error, failedTo, wanted, outcome } = toggle
  if (error && failedTo !== null && outcome) {
    const known = knownOutcome(outcome, error)
    return (
      known && (
        <OutcomeNotice
          className="mt-3"
          outcome={known}
          what={`log retention was turned ${failedTo ? 'on' : 'off'}`}
          notDone="Log retention was not changed."
          actions={
            <Button variant="quiet" onClick={toggle.dismiss}>
              Dismiss
            </Button>
          }
        />
      )
    )
  }
  if (error && failedTo !== null) {
    // Without the role the answer stays the same.
    const isRole = error instanceof ApiError && error.code === 'role_missing'
    return (
      <ErrorNotice
        className="mt-3"
        error={error}
        onRetry={isRole ? undefined : () => toggle.set(failedTo)}
        retrying={wanted !== null}
        actions={
          <Button variant="quiet" onClick={toggle.dismiss}>
            Dismiss
          </Button>
        }
      />
    )
  }
  if (zone?.retention.enabled !== false || wanted !== null) return null
  return (
    <Notice
      tone="warn"
      className="mt-3"
      title="Log retention is off."
      actions={<Button onClick={() => toggle.set(true)}>Turn on</Button>}
    >
      {retentionNeed(jobs)}
    </Notice>
  )
}
