import type { Creation } from '@/components/jobs/wizard/use-once'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { isMoving } from '@/lib/jobs/trouble'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

type Why = 'gone' | 'moving'

/** Why there is nothing to be filled in; null: there is. A move that was asked for here speaks for itself. */
export function cannotMove({
  job,
  isGone,
  creation,
}: {
  job: Job
  isGone: boolean
  creation: Creation
}): Why | null {
  if (creation.phase !== 'idle') return null
  if (isGone) return 'gone'
  return isMoving(job) ? 'moving' : null
}

export function CannotMove({
  why,
  place: { instanceId, zoneId },
  job,
}: {
  why: Why
  place: ZonePlace
  job: Job
}) {
  if (why === 'gone') {
    return (
      <Notice
        tone="warn"
        className="mt-5"
        title="This job no longer exists."
        actions={
          <ButtonLink href={routes.zone(instanceId, zoneId)}>View the zone’s jobs</ButtonLink>
        }
      >
        There is nothing left to move.
      </Notice>
    )
  }
  return (
    <Notice
      className="mt-5"
      title="This job is already being moved."
      actions={<ButtonLink href={routes.job(instanceId, zoneId, job.id)}>View the move</ButtonLink>}
    >
      Asked for by {job.move?.by.name || 'someone else'}. Another move can begin once that has
      ended.
    </Notice>
  )
}
