'use client'

import { Button } from '@/components/ui/button'
import { ErrorNotice } from './error-notice'
import { OutcomeNotice } from './outcome-notice'
import type { Toggle } from './toggle'

/**
 * Why a switch could not be moved, or that nobody knows yet whether it was, near it; nothing while there is nothing to
 * say. `what` and `notDone` as in `OutcomeNotice`, by where it was to go.
 */
export function ToggleProblem({
  toggle: { error, failedTo, wanted, outcome, set, dismiss },
  what,
  notDone,
  className,
}: {
  toggle: Toggle
  what: (on: boolean) => string
  notDone: (on: boolean) => string
  className: string
}) {
  if (error === null || failedTo === null) return null
  const actions = (
    <Button variant="quiet" onClick={dismiss}>
      Dismiss
    </Button>
  )
  if (outcome) {
    return (
      <OutcomeNotice
        outcome={outcome}
        what={what(failedTo)}
        notDone={notDone(failedTo)}
        actions={actions}
        className={className}
      />
    )
  }
  return (
    <ErrorNotice
      error={error}
      onRetry={() => set(failedTo)}
      retrying={wanted !== null}
      actions={actions}
      className={className}
    />
  )
}
