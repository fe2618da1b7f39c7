'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import { DestinationSide } from '@/components/destinations/destination-side'
import { DestinationStep } from '@/components/destinations/destination-step'
import type { DestinationCheck } from '@/components/destinations/use-destination-check'
import type { StepId } from '@/components/jobs/wizard/steps'
import type { Creation } from '@/components/jobs/wizard/use-create'
import type { OnGate } from '@/components/jobs/wizard/use-gates'
import type { Job } from '@/lib/schemas/job'

// Only the first step comes with the page.
const loadOwnership = () => import('@/components/ownership/ownership-step')
const loadOwnershipSide = () => import('@/components/ownership/ownership-side')
const loadLogs = () => import('@/components/jobs/form/logs-step')
const loadLogsSide = () => import('@/components/jobs/form/logs-side')
const loadReview = () => import('./job-review')
const loadTrouble = () => import('@/components/jobs/wizard/create-trouble')
const loadTokenNote = () => import('./token-note')
const loadReviewSide = () => import('@/components/jobs/wizard/review-side')

const OwnershipStep = lazy(() => loadOwnership().then((it) => ({ default: it.OwnershipStep })))
const OwnershipSide = lazy(() => loadOwnershipSide().then((it) => ({ default: it.OwnershipSide })))
const LogsStep = lazy(() => loadLogs().then((it) => ({ default: it.LogsStep })))
const LogsSide = lazy(() => loadLogsSide().then((it) => ({ default: it.LogsSide })))
const JobReview = lazy(() => loadReview().then((it) => ({ default: it.JobReview })))
const LazyTokenNote = lazy(() => loadTokenNote().then((it) => ({ default: it.TokenNote })))
const CreateTrouble = lazy(() => loadTrouble().then((it) => ({ default: it.CreateTrouble })))
const ReviewSide = lazy(() => loadReviewSide().then((it) => ({ default: it.ReviewSide })))

const parts: Record<StepId, readonly (() => Promise<unknown>)[]> = {
  destination: [],
  ownership: [loadOwnership, loadOwnershipSide],
  logs: [loadLogs, loadLogsSide],
  review: [loadReview, loadReviewSide],
}

/** Fetches a step that is about to be opened. A failure shows when it is. */
export function preloadStep(step: StepId | undefined): void {
  for (const load of step ? parts[step] : []) load().catch(() => {})
}

type Place = { instanceId: string; zoneId: string }

export function StepBody({
  step,
  place,
  zoneName,
  jobs,
  check,
  onGate,
  review,
}: {
  step: StepId
  place: Place
  zoneName: string
  jobs: Job[]
  check: DestinationCheck
  onGate: Record<StepId, OnGate>
  review: Omit<ComponentProps<typeof JobReview>, 'place' | 'zoneName' | 'check'>
}) {
  switch (step) {
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
      return <OwnershipStep place={place} zoneName={zoneName} onGate={onGate.ownership} />
    case 'logs':
      return <LogsStep place={place} mode="create" jobs={jobs} onGate={onGate.logs} />
    case 'review':
      return <JobReview place={place} zoneName={zoneName} check={check} {...review} />
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

export function StepSide({
  step,
  place,
  jobs,
  onUseKey,
}: {
  step: StepId
  place: Place
  jobs: Job[]
  onUseKey: () => void
}) {
  switch (step) {
    case 'destination':
      return <DestinationSide jobs={jobs} />
    case 'ownership':
      return <OwnershipSide place={place} onUseKey={onUseKey} />
    case 'logs':
      return <LogsSide place={place} jobs={jobs} />
    case 'review':
      return (
        <div className="flex flex-col gap-6">
          <DestinationSide jobs={jobs} confOnly />
          <ReviewSide />
        </div>
      )
  }
}

/** Until when the token in the form is good, for the rail. */
export function TokenNote({ token }: { token: string }) {
  return (
    <Suspense>
      <LazyTokenNote token={token} />
    </Suspense>
  )
}
