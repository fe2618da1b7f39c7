'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { Button } from '@/components/ui/button'
import { ApiError } from '@/lib/queries/fetcher'
import { knownOutcome } from '@/lib/queries/known-outcome'
import type { JobSwitch } from './use-job-switch'

/** Why a job was not paused or resumed, or that nobody knows yet, at the job; nothing while there is nothing to say. */
export function SwitchProblem({ toggle, className }: { toggle: JobSwitch; className?: string }) {
  const { error, failedTo, wanted, outcome } = toggle
  if (error === null || failedTo === null) return null
  const dismiss = (
    <Button variant="quiet" onClick={toggle.dismiss}>
      Dismiss
    </Button>
  )
  if (outcome) {
    const known = knownOutcome(outcome, error)
    const deed = failedTo ? 'resumed' : 'paused'
    return (
      known && (
        <OutcomeNotice
          outcome={known}
          what={`the job was ${deed}`}
          notDone={`Not ${deed}; nothing was changed.`}
          actions={dismiss}
          className={className}
        />
      )
    )
  }
  // Without the role the answer stays the same.
  const isRole = error instanceof ApiError && error.code === 'role_missing'
  return (
    <ErrorNotice
      error={error}
      onRetry={isRole ? undefined : () => toggle.set(failedTo)}
      retrying={wanted !== null}
      actions={dismiss}
      className={className}
    />
  )
}
