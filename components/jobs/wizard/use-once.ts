'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { isOutcomeUnknown, type Outcome, useOutcome } from '@/lib/queries/outcome'
import { WaitsForApproval } from '@/lib/queries/waits'
import type { ActivityItem } from '@/lib/schemas/activity'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { Job } from '@/lib/schemas/job'
import { retryAtMs } from './outcome'

/** How the making of a job stands. */
export type Creation =
  | { phase: 'idle' }
  | { phase: 'creating' }
  /** It was not made. */
  | { phase: 'refused'; error: unknown; retryAtMs: number | null }
  /** Nobody knows yet; the server is asked until it does. */
  | { phase: 'unknown'; error: Error; outcome: Outcome }
  /** Or kept until somebody approves: either way there is nothing left to send. */
  | { phase: 'made' }

export type CreationState = [Creation, (next: (now: Creation) => Creation) => void]

/** Where what was asked for ended up; `job` where the answer came. */
export type Made = { jobId: string; job: Job | null; how: 'answered' | 'settled' }

/**
 * Sends a write that makes or moves a job, once. What the answer leaves open the server finds out, and is asked for;
 * never a second POST. How it stands is kept by the page, because it matters on other steps as well.
 */
export function useOnce<Input>(
  [creation, setCreation]: CreationState,
  send: (input: Input) => Promise<Job>,
  on: {
    made: (made: Made) => void
    refused: (error: unknown) => void
    /** It is kept, and waits for somebody's approval. */
    waits: (request: ChangeRequest) => void
    /** The job that a settled entry of the record is about, to be shown. */
    jobOf: (item: ActivityItem) => string | null
  },
): (input: Input) => void {
  const isUnderWay = useRef(false)

  async function once(input: Input) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current || creation.phase === 'creating') return
    isUnderWay.current = true
    setCreation(() => ({ phase: 'creating' }))
    try {
      const job = await send(input)
      setCreation(() => ({ phase: 'made' }))
      const isSettled = job.warnings?.some(({ code }) => code === 'settled_by_reading')
      on.made({ jobId: job.id, job, how: isSettled ? 'settled' : 'answered' })
    } catch (error) {
      if (error instanceof WaitsForApproval) {
        setCreation(() => ({ phase: 'made' }))
        on.waits(error.request)
        return
      }
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
    const jobId = outcome.state === 'done' ? on.jobOf(outcome.item) : null
    if (jobId === null) {
      setCreation((now) => (now.phase === 'unknown' ? { ...now, outcome } : now))
      return
    }
    setCreation(() => ({ phase: 'made' }))
    on.made({ jobId, job: null, how: 'settled' })
  })
  useEffect(() => {
    if (found) onFound(found)
  }, [found])

  return once
}
