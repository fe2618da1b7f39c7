'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { ButtonLink } from '@/components/ui/button'
import { ApiError } from '@/lib/queries/fetcher'
import { knownOutcome } from '@/lib/queries/known-outcome'
import { routes } from '@/lib/routes'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { Creation } from './use-once'

/** Why there is no job yet, or why nobody knows; nothing where there is nothing to say. */
export function CreateTrouble({
  creation,
  place,
  instanceName,
  className,
}: {
  creation: Creation
  place: ZonePlace
  instanceName: string | undefined
  className?: string
}) {
  const look = <ButtonLink href={routes.zone(place.instanceId, place.zoneId)}>View jobs</ButtonLink>
  switch (creation.phase) {
    case 'unknown': {
      const outcome = knownOutcome(creation.outcome, creation.error)
      return (
        outcome && (
          <OutcomeNotice
            outcome={outcome}
            what="the job was created"
            notDone="Not created; nothing was changed."
            actions={look}
            className={className}
          />
        )
      )
    }
    case 'refused':
      return (
        <ErrorNotice
          className={className}
          error={withoutWait(creation.error)}
          title={titleOf(creation.error, instanceName)}
          hint={hintOf(creation.error)}
          actions={codeOf(creation.error) === 'job_limit' && look}
        />
      )
    default:
      return null
  }
}

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : '')

/** How long to wait is counted down beside the button. */
function withoutWait(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const { retryAfter: _, ...problem } = error.problem
  return problem
}

function titleOf(error: unknown, instanceName: string | undefined): string | undefined {
  if (codeOf(error) === 'role_missing') {
    return `Creating needs Manager on ${instanceName ?? 'this instance'}.`
  }
  // IBM's refusals say it themselves.
  const isSaid =
    error instanceof ApiError && /No job was created|not created|was not made/.test(error.message)
  return isSaid ? undefined : 'The job was not created.'
}

function hintOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'role_missing':
      return 'Your draft is kept. Someone with that role can create the same job with the command above; its secrets are placeholders.'
    case 'rate_limited':
      return 'Your draft is kept, and nothing is sent automatically.'
    default:
      return 'Your draft is kept.'
  }
}
