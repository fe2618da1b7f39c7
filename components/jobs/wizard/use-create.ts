'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { jobQuery, useCreateJob } from '@/lib/queries/jobs'
import { isOutcomeUnknown, type Outcome, useOutcome } from '@/lib/queries/outcome'
import type { CreateJobInput, Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { retryAtMs } from './outcome'

/** How the making of the job stands. */
export type Creation =
  | { phase: 'idle' }
  | { phase: 'creating' }
  /** It was not made. */
  | { phase: 'refused'; error: unknown; retryAtMs: number | null }
  /** Nobody knows yet; the server is asked until it does. */
  | { phase: 'unknown'; error: Error; outcome: Outcome }
  | { phase: 'made' }

export type CreationState = [Creation, (next: (now: Creation) => Creation) => void]

/**
 * Makes the job, once. What the answer leaves open the server finds out, and is asked for; never a second POST. How it
 * stands is kept by the page, because it matters on other steps as well.
 */
export function useCreate(
  place: ZonePlace,
  [creation, setCreation]: CreationState,
  on: {
    made: (job: Pick<Job, 'id'>, how: 'answered' | 'settled') => void
    refused: (error: unknown) => void
  },
): (input: CreateJobInput) => void {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  const { mutateAsync } = useCreateJob(instanceId, zoneId)
  const isUnderWay = useRef(false)

  async function create(input: CreateJobInput) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current || creation.phase === 'creating') return
    isUnderWay.current = true
    setCreation(() => ({ phase: 'creating' }))
    try {
      const job = await mutateAsync(input)
      setCreation(() => ({ phase: 'made' }))
      const isSettled = job.warnings?.some(({ code }) => code === 'settled_by_reading')
      on.made(job, isSettled ? 'settled' : 'answered')
    } catch (error) {
      isUnderWay.current = false
      if (isOutcomeUnknown(error)) {
        const outcome: Outcome = { state: 'looking' }
        setCreation(() => ({ phase: 'unknown', error, outcome }))
      } else {
        const waitUntil = retryAtMs(error, Date.now())
        setCreation(() => ({ phase: 'refused', error, retryAtMs: waitUntil }))
        on.refused(error)
      }
    }
  }

  const found = useOutcome(creation.phase === 'unknown' ? creation.error : null)
  const onFound = useEffectEvent((outcome: Outcome) => {
    const jobId = outcome.state === 'done' ? outcome.item.jobId : null
    if (jobId === null) {
      setCreation((now) => (now.phase === 'unknown' ? { ...now, outcome } : now))
      return
    }
    setCreation(() => ({ phase: 'made' }))
    void client.prefetchQuery(jobQuery(instanceId, zoneId, jobId))
    on.made({ id: jobId }, 'settled')
  })
  useEffect(() => {
    if (found) onFound(found)
  }, [found])

  return create
}
