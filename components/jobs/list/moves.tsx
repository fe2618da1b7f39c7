'use client'

import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { moveMark } from '@/lib/jobs/move-mark'
import { isChallenged, isLeftover, isMoving } from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { nameIn } from '../job-label'
import { useMoveNews } from '../use-move-news'
import { fewest } from './has-moves'

/** Jobs that can be moved in one go: to one destination, or to a key. Nothing where there are not several. */
export function MoveNotice({ jobs, place }: { jobs: readonly Job[]; place: ZonePlace }) {
  const { instanceId, zoneId } = place
  const still = jobs.filter((job) => !isMoving(job))
  const leftovers = still.filter(isLeftover).length
  const challenged = still.filter(isChallenged).length
  const lacksWriter = useLack(instanceId, 'Writer')
  const lacksManager = useLack(instanceId, 'Manager')
  const [hasLeftovers, hasChallenged] = [leftovers >= fewest, challenged >= fewest]
  if (!hasLeftovers && !hasChallenged) return null
  const said = [
    hasLeftovers && `${leftovers} jobs still send to LogDNA, which IBM retired.`,
    hasChallenged && `${challenged} jobs authenticate by ownership challenge.`,
  ]
  return (
    <Notice
      className="mb-4"
      title={said.filter(Boolean).join(' ')}
      actions={
        <>
          {hasLeftovers && (
            <ButtonLink
              href={routes.moveJobs(instanceId, zoneId, 'leftovers')}
              prefetch={false}
              lacks={lacksManager}
            >
              {`Move ${leftovers} jobs to…`}
            </ButtonLink>
          )}
          {hasChallenged && (
            <ButtonLink
              href={routes.moveJobs(instanceId, zoneId, 'challenges')}
              prefetch={false}
              lacks={lacksWriter}
            >
              {`Move ${challenged} jobs to a key`}
            </ButtonLink>
          )}
        </>
      }
    >
      They can be moved in one go.
    </Notice>
  )
}

/** Tells of moves that end while the list is open. */
export function MoveNews({ jobs }: { jobs: readonly Job[] }) {
  useMoveNews(jobs)
  return null
}

/** What stands beside a job that is part of a move; '' for all others. */
export const marksIn = (jobs: readonly Job[]) => (job: Job) => moveMark(job, nameIn(jobs))
