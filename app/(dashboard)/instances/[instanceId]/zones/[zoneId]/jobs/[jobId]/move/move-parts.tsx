'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import { DestinationSide } from '@/components/destinations/destination-side'
import { DestinationStep } from '@/components/destinations/destination-step'
import { KeyStep } from '@/components/destinations/key-step'
import type { DestinationCheck } from '@/components/destinations/use-destination-check'
import type { StepId } from '@/components/jobs/wizard/steps'
import type { OnGate } from '@/components/jobs/wizard/use-gates'
import type { Creation } from '@/components/jobs/wizard/use-once'
import { type Chunk, chunk, useChunk } from '@/components/ui/chunk'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { ownershipChunk } from '../../step-chunks'
import type { MoveReview } from './move-review'

const reviewChunk = chunk(async () => {
  const { MoveReview } = await import('./move-review')
  return { MoveReview }
})

type PartsOf<C> = C extends Chunk<infer Parts> ? Parts : never

/** What draws a step. Only the first one comes with the page. */
export type MoveParts =
  | { step: 'destination' }
  | ({ step: 'ownership' } & PartsOf<typeof ownershipChunk>)
  | ({ step: 'review' } & PartsOf<typeof reviewChunk>)

/** null while they are on their way. */
export function useMoveParts(step: StepId): MoveParts | null {
  const ownership = useChunk(step === 'ownership' ? ownershipChunk : null)
  const review = useChunk(step === 'review' ? reviewChunk : null)
  if (step === 'ownership') return ownership && { step, ...ownership }
  if (step === 'review') return review && { step, ...review }
  return { step: 'destination' }
}

/** Fetches a step that is about to be opened. A failure shows when it is. */
export function preloadMoveStep(step: StepId): void {
  const wanted = step === 'ownership' ? ownershipChunk : reviewChunk
  wanted.load().catch(() => {})
}

const MoveTrouble = lazy(() =>
  import('@/components/jobs/move/move-trouble').then((it) => ({ default: it.MoveTrouble })),
)

export function MoveStepBody({
  parts,
  place,
  zoneName,
  toKey,
  jobs,
  check,
  onGate,
  review,
}: {
  parts: MoveParts
  place: ZonePlace
  zoneName: string
  /** Bucket and folder stay; only the key is asked for. */
  toKey: boolean
  jobs: Job[]
  check: DestinationCheck
  onGate: Record<StepId, OnGate>
  review: Omit<ComponentProps<typeof MoveReview>, 'place' | 'check'>
}) {
  switch (parts.step) {
    case 'destination':
      return toKey ? (
        <KeyStep
          check={check}
          onGate={onGate.destination}
          onElsewhere={() => window.history.replaceState(null, '', '?step=destination')}
        />
      ) : (
        <DestinationStep
          place={place}
          mode="create"
          jobs={jobs.filter(({ id }) => id !== review.job.id)}
          check={check}
          onGate={onGate.destination}
        />
      )
    case 'ownership':
      return <parts.OwnershipStep place={place} zoneName={zoneName} onGate={onGate.ownership} />
    case 'review':
      return <parts.MoveReview place={place} check={check} {...review} />
  }
}

export function MoveStepSide({
  parts,
  place,
  jobs,
  own,
  onUseKey,
}: {
  parts: MoveParts
  place: ZonePlace
  jobs: Job[]
  /** Id of the job that is moved. */
  own: string
  onUseKey: () => void
}) {
  if (parts.step === 'ownership') {
    return <parts.OwnershipSide place={place} onUseKey={onUseKey} />
  }
  const others = jobs.filter(({ id }) => id !== own)
  return <DestinationSide place={place} jobs={others} confOnly={parts.step === 'review'} />
}

/** Why the job was not moved, on another step than the review, which says it itself. */
export function StepTrouble({
  creation,
  place: { instanceId, zoneId },
  jobId,
  onReload,
}: {
  creation: Creation
  place: ZonePlace
  jobId: string
  onReload: () => void
}) {
  if (creation.phase !== 'refused' && creation.phase !== 'unknown') return null
  return (
    <Suspense>
      <MoveTrouble
        trouble={creation}
        jobHref={routes.job(instanceId, zoneId, jobId)}
        zoneHref={routes.zone(instanceId, zoneId)}
        onReload={onReload}
        className="mb-6"
      />
    </Suspense>
  )
}
