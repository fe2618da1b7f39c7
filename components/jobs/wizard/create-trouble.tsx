'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/queries/fetcher'
import { routes } from '@/lib/routes'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { Creation } from './use-create'

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
  const look = (
    <ButtonLink href={routes.zone(place.instanceId, place.zoneId)}>Look at the jobs</ButtonLink>
  )
  switch (creation.phase) {
    case 'unknown':
      return (
        <Notice
          tone="warn"
          role="alert"
          className={className}
          title="We don’t know whether the job was made:"
          actions={look}
        >
          the connection broke after sending.{' '}
          {creation.isReading
            ? 'We are reading the list back; don’t press again.'
            : 'The list could not be read back either. Look at the zone’s jobs before you try again; Activity settles it once IBM answers.'}
        </Notice>
      )
    case 'not_made':
      return (
        <Notice tone="warn" role="alert" className={className} title="It was not made;">
          nothing is lost, try again. The list of jobs was read back three times, and it is not in
          it.
        </Notice>
      )
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
  const isSaid = error instanceof ApiError && /No job was created|was not made/.test(error.message)
  return isSaid ? undefined : 'The job was not made.'
}

function hintOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'role_missing':
      return 'Your draft stays. Somebody with that role can make the same job with the command above; its secrets are placeholders.'
    case 'rate_limited':
      return 'Your draft stays, and nothing is sent by itself.'
    default:
      return 'Your draft stays.'
  }
}
