'use client'

import { useState } from 'react'
import { useTicker } from '@/components/ui/use-ticker'
import { timeOf } from '@/lib/logs/state'
import type { Job } from '@/lib/schemas/job'

/** How long the first minutes of a job stay on its page when one comes back by the same address. */
const freshForMs = 3_600_000

/** Whether a job is to be watched for what it delivers first. */
export const isWaiting = (job: Pick<Job, 'enabled' | 'lastComplete'>) =>
  job.enabled && timeOf(job.lastComplete) === null

/**
 * Whether the first delivery is shown (it stays for the visit, once waited for), and whether it came while one watched.
 * `startMs` null: when it was made or resumed is not known.
 */
export function useFirstFile(job: Job, wasCreated: boolean, startMs: number | null) {
  const waits = isWaiting(job)
  const [hasWaited, setHasWaited] = useState(waits)
  if (waits && !hasWaited) setHasWaited(true)
  const isFresh =
    useTicker((now) => String(startMs === null || now - startMs < freshForMs)) === 'true'
  return {
    isShown: job.enabled && (hasWaited || (wasCreated && isFresh)),
    hasArrived: hasWaited && !waits && job.enabled,
  }
}
