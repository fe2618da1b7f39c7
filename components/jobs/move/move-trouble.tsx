'use client'

import type { ReactNode } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { Button, ButtonLink } from '@/components/ui/button'
import { ApiError } from '@/lib/queries/fetcher'
import { knownOutcome } from '@/lib/queries/known-outcome'
import type { Outcome } from '@/lib/queries/outcome'

/** How a move stands that was not simply carried out. */
export type MoveTroubleState =
  | { phase: 'refused'; error: unknown }
  | { phase: 'unknown'; error: Error; outcome: Outcome }

/** Why the job was not moved, or why nobody knows, and the way on. */
export function MoveTrouble({
  trouble,
  jobHref,
  zoneHref,
  onReload,
  className,
}: {
  trouble: MoveTroubleState
  jobHref: string
  zoneHref: string
  /** Goes on from the job as it is now. */
  onReload: () => void
  className?: string
}) {
  if (trouble.phase === 'unknown') {
    const outcome = knownOutcome(trouble.outcome, trouble.error)
    return (
      outcome && (
        <OutcomeNotice
          outcome={outcome}
          what="the job was moved"
          notDone="Not moved; nothing was changed."
          actions={<ButtonLink href={jobHref}>View job</ButtonLink>}
          {...(className && { className })}
        />
      )
    )
  }
  const { error } = trouble
  const code = error instanceof ApiError ? error.code : ''
  const ways: Record<string, ReactNode> = {
    move_under_way: <ButtonLink href={jobHref}>View the move</ButtonLink>,
    job_changed: <Button onClick={onReload}>Load the current job</Button>,
    job_limit: <ButtonLink href={zoneHref}>View jobs</ButtonLink>,
  }
  return (
    <ErrorNotice
      title="The job was not moved."
      error={error}
      hint={hintOf(code)}
      actions={ways[code]}
      {...(className && { className })}
    />
  )
}

function hintOf(code: string): string {
  switch (code) {
    case 'role_missing':
      return 'A second job and deleting the old one need the role Manager.'
    case 'rate_limited':
      return 'Your entries are kept, and nothing is sent automatically.'
    case 'job_limit':
      return 'IBM refused to change the job itself, and there is no slot for a second one. Delete a job that is not needed, then try again.'
    case 'move_under_way':
    case 'not_found':
      return ''
    default:
      return 'Your entries are kept.'
  }
}
