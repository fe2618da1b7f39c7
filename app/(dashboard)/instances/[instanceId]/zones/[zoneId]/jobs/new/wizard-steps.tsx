'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import { DestinationSide } from '@/components/destinations/destination-side'
import { DestinationStep } from '@/components/destinations/destination-step'
import type { DestinationCheck } from '@/components/destinations/use-destination-check'
import type { StepId } from '@/components/jobs/wizard/steps'
import type { OnGate } from '@/components/jobs/wizard/use-gates'
import type { Creation } from '@/components/jobs/wizard/use-once'
import { type Chunk, chunk, useChunk } from '@/components/ui/chunk'
import type { Job } from '@/lib/schemas/job'
import { logsChunk, ownershipChunk } from '../step-chunks'
import type { JobReview } from './job-review'

const reviewChunk = chunk(async () => {
  const [{ JobReview }, { ReviewSide }] = await Promise.all([
    import('./job-review'),
    import('@/components/jobs/wizard/review-side'),
  ])
  return { JobReview, ReviewSide }
})

// Only the first step comes with the page.
const chunks = { ownership: ownershipChunk, logs: logsChunk, review: reviewChunk }

type PartsOf<C> = C extends Chunk<infer Parts> ? Parts : never
type LaterParts = {
  [Id in keyof typeof chunks]: { step: Id } & PartsOf<(typeof chunks)[Id]>
}[keyof typeof chunks]

/** What draws a step: its form and what stands beside it. */
export type StepParts = { step: 'destination' } | LaterParts

/** Both at once, or null while they are on their way. */
export function useStepParts(step: StepId): StepParts | null {
  const ownership = useChunk(step === 'ownership' ? chunks.ownership : null)
  const logs = useChunk(step === 'logs' ? chunks.logs : null)
  const review = useChunk(step === 'review' ? chunks.review : null)
  switch (step) {
    case 'destination':
      return { step }
    case 'ownership':
      return ownership && { step, ...ownership }
    case 'logs':
      return logs && { step, ...logs }
    case 'review':
      return review && { step, ...review }
  }
}

/** Fetches a step that is about to be opened. A failure shows when it is. */
export function preloadStep(step: StepId): void {
  if (step !== 'destination') chunks[step].load().catch(() => {})
}

const CreateTrouble = lazy(() =>
  import('@/components/jobs/wizard/create-trouble').then((it) => ({ default: it.CreateTrouble })),
)
const LazyTokenNote = lazy(() => import('./token-note').then((it) => ({ default: it.TokenNote })))

type Place = { instanceId: string; zoneId: string }

export function StepBody({
  parts,
  place,
  zoneName,
  jobs,
  check,
  onGate,
  review,
}: {
  parts: StepParts
  place: Place
  zoneName: string
  jobs: Job[]
  check: DestinationCheck
  onGate: Record<StepId, OnGate>
  review: Omit<ComponentProps<typeof JobReview>, 'place' | 'zoneName' | 'check'>
}) {
  switch (parts.step) {
    case 'destination':
      return (
        <DestinationStep
          place={place}
          mode="create"
          jobs={jobs}
          check={check}
          onGate={onGate.destination}
        />
      )
    case 'ownership':
      return <parts.OwnershipStep place={place} zoneName={zoneName} onGate={onGate.ownership} />
    case 'logs':
      return <parts.LogsStep place={place} mode="create" jobs={jobs} onGate={onGate.logs} />
    case 'review':
      return <parts.JobReview place={place} zoneName={zoneName} check={check} {...review} />
  }
}

export function StepSide({
  parts,
  place,
  jobs,
  onUseKey,
}: {
  parts: StepParts
  place: Place
  jobs: Job[]
  onUseKey: () => void
}) {
  switch (parts.step) {
    case 'destination':
      return <DestinationSide place={place} jobs={jobs} />
    case 'ownership':
      return <parts.OwnershipSide place={place} onUseKey={onUseKey} />
    case 'logs':
      return <parts.LogsSide place={place} jobs={jobs} />
    case 'review':
      return (
        <div className="flex flex-col gap-6">
          <DestinationSide place={place} jobs={jobs} confOnly />
          <parts.ReviewSide />
        </div>
      )
  }
}

/** Why there is no job yet, on another step than the review, which says it itself. */
export function StepTrouble({
  creation,
  place,
  instanceName,
}: {
  creation: Creation
  place: Place
  instanceName: string | undefined
}) {
  if (creation.phase === 'idle' || creation.phase === 'made') return null
  return (
    <Suspense>
      <CreateTrouble {...{ creation, place, instanceName }} className="mb-6" />
    </Suspense>
  )
}

/** Until when the token in the form is good, for the rail. */
export function TokenNote({ token }: { token: string }) {
  return (
    <Suspense>
      <LazyTokenNote token={token} />
    </Suspense>
  )
}
