'use client'

import { lazy } from 'react'
import { DestinationSide } from '@/components/destinations/destination-side'
import { DestinationStep } from '@/components/destinations/destination-step'
import type { DestinationCheck } from '@/components/destinations/use-destination-check'
import type { ReviewCheck } from '@/components/review/check'
import type { Creation } from '@/components/review/use-create'
import type { StepId } from '@/components/wizard/steps'
import type { OnGate } from '@/components/wizard/use-gates'
import type { Job } from '@/lib/schemas/job'

// Only the first step comes with the page.
const loadOwnership = () => import('@/components/ownership/ownership-step')
const loadOwnershipSide = () => import('@/components/ownership/ownership-side')
const loadLogs = () => import('@/components/job-logs/logs-step')
const loadLogsSide = () => import('@/components/job-logs/logs-side')
const loadReview = () => import('@/components/review/review-step')
const loadReviewSide = () => import('@/components/review/review-side')

const OwnershipStep = lazy(() => loadOwnership().then((it) => ({ default: it.OwnershipStep })))
const OwnershipSide = lazy(() => loadOwnershipSide().then((it) => ({ default: it.OwnershipSide })))
const LogsStep = lazy(() => loadLogs().then((it) => ({ default: it.LogsStep })))
const LogsSide = lazy(() => loadLogsSide().then((it) => ({ default: it.LogsSide })))
const ReviewStep = lazy(() => loadReview().then((it) => ({ default: it.ReviewStep })))
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
  review,
  onGate,
}: {
  step: StepId
  place: Place
  zoneName: string
  jobs: Job[]
  check: DestinationCheck
  review: {
    destinationErrors: readonly { name: string; message: string }[]
    moreChecks: readonly ReviewCheck[]
    creation: Creation
    goTo: (step: StepId) => void
  }
  onGate: Record<StepId, OnGate>
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
      return <ReviewStep place={place} zoneName={zoneName} onGate={onGate.review} {...review} />
  }
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
