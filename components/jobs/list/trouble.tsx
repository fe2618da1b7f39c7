'use client'

import Link from 'next/link'
import { Button, ButtonLink } from '@/components/ui/button'
import { useTicker } from '@/components/ui/use-ticker'
import { isEditableKind } from '@/lib/destinations/words'
import { timeOf } from '@/lib/jobs/state'
import { excerpt, switchOffMs, troubleOf } from '@/lib/jobs/trouble'
import { moment } from '@/lib/moment'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

const isLeftover = ({ destination }: Job) => destination.kind === 'logdna'

/** Whether there is a line to say about it. */
export const hasTrouble = (job: Job) => isLeftover(job) || job.state === 'failing'

/** What happened, in our words and in IBM's, and what comes next. */
export function TroubleText({ job }: { job: Job }) {
  const fromMs = job.lastComplete === null ? null : timeOf(job.lastComplete)
  const next = useTicker((now) => {
    if (job.state !== 'failing' || fromMs === null || switchOffMs(fromMs) < now) return ''
    return `IBM disables this job at about ${moment(switchOffMs(fromMs), now)}.`
  })
  if (isLeftover(job)) {
    return 'IBM retired LogDNA on 30 March 2025; nothing can be delivered to it. The job still takes one of the zone’s slots.'
  }
  const said = job.errorMessage?.trim()
  return (
    <>
      {troubleOf(job.errorMessage, job.destination.kind).text}
      {said && <> IBM says: “{excerpt(said)}”.</>}
      {next && ` ${next}`}
    </>
  )
}

/** The one thing to do about it. `asButton` on a phone, for the finger. */
export function TroubleAction({
  job,
  place,
  onDelete,
  asButton = false,
}: {
  job: Job
  place: ZonePlace
  onDelete: () => void
  asButton?: boolean
}) {
  if (isLeftover(job)) {
    return asButton ? (
      <Button onClick={onDelete}>Delete…</Button>
    ) : (
      <button type="button" onClick={onDelete} className="link font-medium">
        Delete…
      </button>
    )
  }
  const { href, text } = wayOut(job, place)
  return asButton ? (
    <ButtonLink href={href}>{text}</ButtonLink>
  ) : (
    <Link href={href} prefetch={false} className="link font-medium">
      {text}
    </Link>
  )
}

function wayOut({ id, errorMessage, destination }: Job, { instanceId, zoneId }: ZonePlace) {
  const hasKey = 'hasKey' in destination && destination.hasKey
  const isKey = troubleOf(errorMessage, destination.kind).cause === 'access' && hasKey
  return isKey && isEditableKind(destination)
    ? { href: routes.replaceKey(instanceId, zoneId, id), text: 'Replace key' }
    : { href: routes.job(instanceId, zoneId, id), text: 'View fix' }
}
