'use client'

import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { isLosing } from '@/lib/fleet/standing'
import type { Finding } from '@/lib/jobs/health'
import {
  challengedText,
  excerpt,
  replaceKeyText,
  saidOf,
  type WayOut,
  wayOutOf,
} from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

/** IBM's messages are short; what a receiver answers may be a whole page. */
const longestQuote = 400

type Way = Exclude<WayOut, 'move' | 'check'>

const labels: Record<Exclude<Way, 'replaceKey'>, string> = {
  moveToKey: 'Move to a key',
  changeDestination: 'Change destination',
}

const pages: Record<Way, (instanceId: string, zoneId: string, jobId: string) => string> = {
  moveToKey: (...job) => routes.moveJob(...job, 'key'),
  replaceKey: routes.replaceKey,
  changeDestination: routes.editJob,
}

/** What IBM says word for word, and the one or two things to do now. */
export function StateActions({
  job,
  finding,
  place: { instanceId, zoneId },
  onRead,
  onDelete,
  reading,
  children,
}: {
  job: Job
  finding: Finding | null
  place: ZonePlace
  onRead: () => void
  onDelete: () => void
  reading: boolean
  /** What else there is to do about it. */
  children?: ReactNode
}) {
  const lacksWriter = useLack(instanceId, 'Writer')
  const lacksManager = useLack(instanceId, 'Manager')
  const way = wayOutOf(job, finding)
  if (way === null) return null
  if (way === 'move') {
    return (
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ButtonLink
          variant="primary"
          href={routes.moveJob(instanceId, zoneId, job.id)}
          prefetch={false}
          lacks={lacksManager}
          reason="hidden"
        >
          Move to…
        </ButtonLink>
        <Button lacks={lacksManager} onClick={onDelete}>
          Delete job…
        </Button>
      </div>
    )
  }
  const isCalm = way === 'moveToKey' && !isLosing(job.state)
  if (isCalm) {
    return (
      <>
        <p className="mt-2 text-ink-2">{challengedText}</p>
        <div className="mt-4">
          <ButtonLink
            href={pages.moveToKey(instanceId, zoneId, job.id)}
            prefetch={false}
            lacks={lacksWriter}
          >
            {labels.moveToKey}
          </ButtonLink>
        </div>
      </>
    )
  }
  const said = saidOf(job)
  return (
    <>
      {said && (
        <p className="mt-2 wrap-anywhere text-ink-2">
          IBM {job.state === 'failing' ? 'says' : 'said'}: <q>{excerpt(said, longestQuote)}</q>
        </p>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        {way !== 'check' && (
          <ButtonLink
            variant="primary"
            href={pages[way](instanceId, zoneId, job.id)}
            prefetch={false}
            lacks={lacksWriter}
            reason="hidden"
          >
            {way === 'replaceKey' ? replaceKeyText(job.destination.kind) : labels[way]}
          </ButtonLink>
        )}
        <Button onClick={onRead} busy={reading} busyLabel="Checking…">
          Check again
        </Button>
        {way === 'check' && isLosing(job.state) && (
          <span className="text-table text-ink-3">
            This destination can only be viewed here; the problem must be fixed at the destination.
          </span>
        )}
      </div>
      {children}
    </>
  )
}
