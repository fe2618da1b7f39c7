'use client'

import { showToast } from '@/components/ui/toast'
import { useUpdateJob } from '@/lib/queries/jobs'
import { type Outcome, useOutcome } from '@/lib/queries/outcome'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { shortLabel } from './job-label'

export type JobSwitch = {
  /** What it is on its way to; null: at rest, and the job itself tells. */
  wanted: boolean | null
  /** Why the last try failed. IBM checks the destination at every change, so this is often about that. */
  error: Error | null
  /** What that try wanted. */
  failedTo: boolean | null
  /** What became of that try, where its answer left it open; null: it was refused. */
  outcome: Outcome | null
  set: (enabled: boolean) => void
  dismiss: () => void
}

/** Pauses and resumes a job. At work until IBM's list shows it; what went well is told by a toast, with the way back. */
export function useJobSwitch(place: ZonePlace, job: Pick<Job, 'id' | 'name'>): JobSwitch {
  const update = useUpdateJob(place.instanceId, place.zoneId)
  const asked = update.variables?.change.enabled ?? null
  const outcome = useOutcome(update.error)

  function set(enabled: boolean) {
    update.mutateAsync({ jobId: job.id, change: { enabled } }).then(
      () =>
        showToast(
          enabled
            ? {
                text: `${shortLabel(job)} is resumed. Logs from the pause are not delivered later.`,
              }
            : {
                text: `${shortLabel(job)} is paused. Its logs are not delivered until you resume it.`,
                action: { label: 'Resume', onAct: () => set(true) },
              },
        ),
      () => {
        // `error` has it; it is shown beside the switch.
      },
    )
  }

  return {
    wanted: update.isPending ? asked : null,
    error: update.error,
    failedTo: update.isError ? asked : null,
    outcome,
    set,
    dismiss: update.reset,
  }
}
