'use client'

import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Glyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { destinationLabel } from '@/lib/destinations/words'
import { otherIdOf, sideOf } from '@/lib/jobs/move-mark'
import { type MoveStep, moveSteps } from '@/lib/jobs/move-steps'
import { moveSentence } from '@/lib/jobs/move-words'
import { useLack } from '@/lib/queries/access'
import { useJobs } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { Move } from '@/lib/schemas/move'
import type { Session } from '@/lib/schemas/session'
import type { ZonePlace } from '@/lib/schemas/zone'
import { shortLabel } from '../job-label'
import { Step, TimeOfDay } from '../timeline-step'
import { type Decision, DecisionDialog } from './decision-dialog'

/** A job's move while it goes on and for a week after, as a short timeline; what it can be told to do meanwhile. */
export function MoveSection({
  place,
  zoneName,
  job,
  move,
}: {
  place: ZonePlace
  zoneName: string
  job: Job
  move: Move
}) {
  const { instanceId, zoneId } = place
  const jobs = useJobs(instanceId, zoneId).data
  const client = useQueryClient()
  const lacksToDelete = useLack(instanceId, 'Manager')
  const lacksToKeep = useLack(instanceId, 'Writer')
  const [asking, setAsking] = useState<Decision | null>(null)
  const [isOpen, setOpen] = useState(false)
  const personId = client.getQueryData<Session>(keys.session)?.user.id ?? null
  const otherId = otherIdOf(job, move)
  const other = jobs?.find(({ id }) => id === otherId)
  const text = useTicker((now) => JSON.stringify(moveSteps(move, personId, now)), '[]')
  const steps = JSON.parse(text) as MoveStep[] // Written one line above.
  const old = sideOf(job, move) === 'new' ? other : job
  const canDecide = move.endedAt === null && move.state === 'watching'

  function ask(decision: Decision) {
    setAsking(decision)
    setOpen(true)
  }

  const list = (
    <ol className="mt-3 border-t border-line">
      {steps.map((step) => (
        <Step key={step.id} glyph={glyphs[step.state]} time={timeOf(step)} title={step.title}>
          <StepText step={step} move={move} job={job} place={place} other={other} />
        </Step>
      ))}
    </ol>
  )
  return (
    <section aria-labelledby="move" className="mt-8 max-w-[40rem]">
      {move.state === 'done' ? (
        <details>
          <summary className="cursor-pointer">
            <h2 id="move" className="inline text-heading">
              {moveSentence(move)}
            </h2>{' '}
            <span className="text-table text-ink-3">How and when</span>
          </summary>
          {list}
        </details>
      ) : (
        <>
          <h2 id="move" className="text-heading">
            <span role="status">{moveSentence(move)}</span>
          </h2>
          {list}
        </>
      )}
      {canDecide && (
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <Button lacks={lacksToDelete} reason="hidden" onClick={() => ask('delete')}>
            Delete the old job now…
          </Button>
          <Button lacks={lacksToKeep} reason="hidden" onClick={() => ask('keep')}>
            Keep both…
          </Button>
        </div>
      )}
      {asking && (
        <DecisionDialog
          place={place}
          zoneName={zoneName}
          job={job}
          move={move}
          old={old}
          jobs={jobs}
          decision={asking}
          open={isOpen}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

const glyphs: Record<MoveStep['state'], Glyph> = {
  done: 'check',
  now: 'dashed-ring',
  todo: 'dash',
  skipped: 'dash',
  failed: 'crossed-square',
}

function timeOf({ atMs, state }: MoveStep): ReactNode {
  if (atMs !== null) return <TimeOfDay atMs={atMs} />
  return state === 'now' ? 'now' : '\u00a0'
}

/** What a step says, with the way to the other job where it is about that one. */
function StepText({
  step,
  move,
  job,
  place: { instanceId, zoneId },
  other,
}: {
  step: MoveStep
  move: Move
  job: Job
  place: ZonePlace
  /** undefined: it is gone, or the list is not read. */
  other: Job | undefined
}) {
  const isAboutNew = step.id === 'created' && move.newJobId !== null
  const isAboutOld = step.id === 'deleted' && step.state !== 'done'
  const side = sideOf(job, move)
  const isOther = (isAboutNew && side === 'old') || (isAboutOld && side === 'new')
  const subject = isOther ? other : isAboutNew || isAboutOld ? job : undefined
  return (
    <>
      {subject && (
        <>
          {isOther ? (
            <Link
              href={routes.job(instanceId, zoneId, subject.id)}
              prefetch={false}
              className="link relative touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
            >
              {shortLabel(subject)}
            </Link>
          ) : (
            'this job'
          )}
          {isAboutNew && `, to ${destinationLabel(subject.destination)}`}
          {step.text && ', '}
        </>
      )}
      {step.text}
    </>
  )
}
