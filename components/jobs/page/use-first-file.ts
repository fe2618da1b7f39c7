'use client'

import { useState } from 'react'
import { useTicker } from '@/components/ui/use-ticker'
import { timeOf } from '@/lib/jobs/state'
import { firstSeenMs } from '@/lib/queries/seen'
import type { Job } from '@/lib/schemas/job'

/** How long the first minutes of a job stay on its page when one comes back by the same address. */
const freshForMs = 3_600_000

/** Whether a job is to be watched for what it delivers first. */
export const isWaiting = (job: Pick<Job, 'enabled' | 'lastComplete'>) =>
  job.enabled && timeOf(job.lastComplete) === null

/**
 * Whether the first delivery is shown (it stays for the visit, once waited for), whether it came while one watched, and
 * when: the first one seen, not the latest. `startMs`: when the job was created or resumed; null: not through this
 * dashboard, undefined: not read yet.
 */
export function useFirstFile(job: Job, wasCreated: boolean, startMs: number | null | undefined) {
  const waits = isWaiting(job)
  const [hasWaited, setHasWaited] = useState(waits)
  if (waits && !hasWaited) setHasWaited(true)
  const isFresh = useTicker((now) => String(isFreshAt(startMs, now))) === 'true'
  return {
    isShown: job.enabled && (hasWaited || (wasCreated && isFresh)),
    hasArrived: hasWaited && !waits && job.enabled,
    firstMs: waits ? null : firstSeenMs(job.id),
  }
}

const isFreshAt = (startMs: number | null | undefined, nowMs: number) =>
  startMs === undefined || (startMs !== null && nowMs - startMs < freshForMs)
