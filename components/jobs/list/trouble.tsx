'use client'

import Link from 'next/link'
import { Button, ButtonLink } from '@/components/ui/button'
import { useTicker } from '@/components/ui/use-ticker'
import { isLosing } from '@/lib/fleet/standing'
import { findingWords, silentText } from '@/lib/jobs/health'
import { timeOf } from '@/lib/jobs/state'
import {
  challengedText,
  excerpt,
  isLeftover,
  leftoverText,
  replaceKeyText,
  saidOf,
  switchedOffAfterHours,
  switchOffMs,
  troubleOf,
  type WayOut,
  wayOutOf,
} from '@/lib/jobs/trouble'
import { moment } from '@/lib/moment'
import { useLack } from '@/lib/queries/access'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { Known } from '../use-known'

/** What happened, in our words and in IBM's, and what comes next. */
export function TroubleText({ job, known: { finding } }: { job: Job; known: Known }) {
  const fromMs = timeOf(job.lastComplete)
  const told = useTicker((now) => {
    if (finding) return findingWords(finding, job, now)
    if (job.state === 'disabled_by_service') {
      return `IBM disabled it after ${switchedOffAfterHours} hours of failures; resume it once that is fixed.`
    }
    if (job.state !== 'failing' || fromMs === null || switchOffMs(fromMs) < now) return ''
    return `IBM disables this job at about ${moment(switchOffMs(fromMs), now)}.`
  })
  if (isLeftover(job)) return leftoverText
  if (finding) return told
  if (wayOutOf(job, finding) === 'moveToKey' && !isLosing(job.state)) return challengedText
  if (job.state === 'late') return silentText
  const said = saidOf(job)
  return (
    <>
      {troubleOf(said, job.destination.kind).text}
      {said && <> IBM says: “{excerpt(said)}”.</>}
      {told && ` ${told}`}
    </>
  )
}

const words: Record<Exclude<WayOut, 'replaceKey'>, string> = {
  move: 'Move to…',
  moveToKey: 'Move to a key',
  changeDestination: 'Change destination',
  check: 'View fix',
}

const pages: Record<WayOut, (instanceId: string, zoneId: string, jobId: string) => string> = {
  move: routes.moveJob,
  moveToKey: (...job) => routes.moveJob(...job, 'key'),
  replaceKey: routes.replaceKey,
  changeDestination: routes.editJob,
  check: routes.job,
}

/** The one thing to do about it; a leftover may also just go. `asButton` on a phone, for the finger. */
export function TroubleAction({
  job,
  known,
  place: { instanceId, zoneId },
  onDelete,
  asButton = false,
}: {
  job: Job
  known: Known
  place: ZonePlace
  onDelete: () => void
  asButton?: boolean
}) {
  const lacksWriter = useLack(instanceId, 'Writer')
  const lacksManager = useLack(instanceId, 'Manager')
  const way = wayOutOf(job, known.finding)
  if (way === null) return null
  const text = way === 'replaceKey' ? replaceKeyText(job.destination.kind) : words[way]
  const href = pages[way](instanceId, zoneId, job.id)
  const lacks = way === 'move' ? lacksManager : way !== 'check' && lacksWriter
  if (asButton) {
    return (
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={href} prefetch={false} lacks={lacks}>
          {text}
        </ButtonLink>
        {way === 'move' && (
          <Button variant="quiet" lacks={lacksManager} reason="hidden" onClick={onDelete}>
            Delete…
          </Button>
        )}
      </div>
    )
  }
  return (
    <>
      <Link href={href} prefetch={false} className="link font-medium whitespace-nowrap">
        {text}
      </Link>
      {way === 'move' && (
        <>
          {' or '}
          <button type="button" onClick={onDelete} className="link">
            Delete…
          </button>
        </>
      )}
      <Lack text={lacks} />
    </>
  )
}

function Lack({ text }: { text: string | false }) {
  return text && <span className="text-ink-3"> ({text})</span>
}
