'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { ApiError } from '@/lib/queries/fetcher'
import type { JobSwitch } from './use-job-switch'

/** Why a job was not paused or resumed, at the job; nothing while there is nothing to say. */
export function SwitchProblem({ toggle, className }: { toggle: JobSwitch; className?: string }) {
  const { error, failedTo, wanted } = toggle
  if (error === null || failedTo === null) return null
  // Without the role the answer stays the same.
  const isRole = error instanceof ApiError && error.code === 'role_missing'
  return (
    <ErrorNotice
      error={error}
      onRetry={isRole ? undefined : () => toggle.set(failedTo)}
      retrying={wanted !== null}
      actions={
        <Button variant="quiet" onClick={toggle.dismiss}>
          Dismiss
        </Button>
      }
      className={className}
    />
  )
}
