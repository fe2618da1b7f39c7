'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type How, HowField } from '@/components/jobs/move/how-field'
import { MovesTable } from '@/components/jobs/move/moves-table'
import { NextList } from '@/components/jobs/move/next-list'
import { useMoveMany } from '@/components/jobs/move/use-move-many'
import { KeyLeaving } from '@/components/jobs/wizard/key-leaving'
import { Button, ButtonLink } from '@/components/ui/button'
import type { LeftoverMove } from '@/lib/jobs/move-plan'
import { usualJobsPerZone } from '@/lib/jobs/slots'
import { takesHold } from '@/lib/jobs/state'
import { useLack } from '@/lib/queries/access'
import { useWaitsFor } from '@/lib/queries/approval'
import { keys } from '@/lib/queries/keys'
import { routes } from '@/lib/routes'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { ZonePlace } from '@/lib/schemas/zone'

/** The plan of many moves as a table, and then the same table while they are carried out one after the other. */
export function MoveRun({
  place,
  moves,
  used,
  isSamePlace,
  onBack,
}: {
  place: ZonePlace
  moves: readonly LeftoverMove[]
  /** Slots of the zone in use. */
  used: number
  /** Only keys change, so that no second job is made. */
  isSamePlace: boolean
  onBack: () => void
}) {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  const [how, setHow] = useState<How>('inPlace')
  const { stateOf, put, run, isRunning } = useMoveMany(place)
  const lacks = useLack(instanceId, isSamePlace ? 'Writer' : 'Manager')
  const waits = useWaitsFor(place, 'jobs.move')
  const keepOld = how === 'keepOld' && !isSamePlace
  const phases = moves.map(({ job }) => stateOf(job.id).phase)
  const isBegun = phases.some((phase) => phase !== 'planned')
  const isOver = phases.every((phase) => phase === 'moved' || phase === 'kept')
  const zoneHref = routes.zone(instanceId, zoneId)
  const count = moves.length === 1 ? '1 job' : `${moves.length} jobs`

  const inputOf = ({ job, destination }: LeftoverMove) => ({
    jobId: job.id,
    input: { destination, keepOld, revision: job.revision },
  })
  const instances =
    client.getQueryData<{ items: ServiceInstance[] }>(keys.cloudLogsInstances)?.items ?? []

  return (
    <div className="max-w-[64rem]">
      <h2 tabIndex={-1} className="mb-2 text-heading">
        Review
      </h2>
      <MovesTable
        place={place}
        moves={moves}
        instances={instances}
        stateOf={stateOf}
        onSettled={put}
        onRetry={(move) => run([inputOf(move)])}
        isRunning={isRunning}
      />
      {!isBegun && (
        <div className="max-w-form">
          {!isSamePlace && (
            <HowField value={how} onChange={setHow} label="How to move them" className="mt-8" />
          )}
          <NextList className="mt-8" lines={linesOf({ keepOld, isSamePlace, used })} />
        </div>
      )}
      <div className="mt-8 flex flex-wrap items-center gap-3 border-t border-line pt-4">
        {!isBegun && (
          <Button icon="chevron-left" onClick={onBack}>
            Back
          </Button>
        )}
        {isBegun && (
          <p role="status" className="min-w-0 flex-1 text-table text-ink-2">
            {summaryOf(phases)}
          </p>
        )}
        <span className="ms-auto" />
        {isOver ? (
          <ButtonLink variant="primary" href={zoneHref}>
            View the zone’s jobs
          </ButtonLink>
        ) : isBegun && !isRunning ? (
          <ButtonLink href={zoneHref}>View the zone’s jobs</ButtonLink>
        ) : (
          <Button
            variant="primary"
            busy={isRunning}
            busyLabel={waits ? 'Requesting…' : 'Moving…'}
            lacks={lacks}
            onClick={() => run(moves.map(inputOf))}
          >
            {waits ? `Request approval for ${count}` : `Move ${count}`}
          </Button>
        )}
      </div>
      <KeyLeaving hasKey={!isOver} />
    </div>
  )
}

function linesOf({
  keepOld,
  isSamePlace,
  used,
}: {
  keepOld: boolean
  isSamePlace: boolean
  used: number
}): string[] {
  const order = 'The jobs are moved one after the other; one that fails stays as it is.'
  if (isSamePlace) {
    return [
      order,
      `IBM tests each key and changes the job itself. The change takes effect in ${takesHold}.`,
    ]
  }
  const free = Math.max(0, usualJobsPerZone - used)
  const slots =
    free === 0
      ? `All ${usualJobsPerZone} slots are in use, so second jobs may be refused. Retry them when a slot is free.`
      : `${free === 1 ? '1 slot is' : `${free} slots are`} free for second jobs. What finds none is refused; retry it later.`
  if (keepOld)
    return [
      order,
      'A second job is created for each; the old ones stay until you delete them.',
      slots,
    ]
  return [
    order,
    'IBM is asked to change each job itself. If it refuses, a second job is created and watched for up to 24 hours; after its first delivery the old one is deleted.',
    slots,
    'Keep this page open until all are requested. What was requested goes on by itself, and the jobs show how far it is.',
  ]
}

function summaryOf(phases: readonly string[]): string {
  const count = (phase: string) => phases.filter((one) => one === phase).length
  const parts = [
    `${count('moved') + count('kept')} of ${phases.length} requested`,
    count('kept') > 0 && `${count('kept')} waiting for approval`,
    count('refused') > 0 && `${count('refused')} not moved`,
    count('unknown') > 0 && `${count('unknown')} being checked`,
  ]
  return parts.filter(Boolean).join(' · ')
}
