'use client'

import { type Toggle, toggleOf } from '@/components/states/toggle'
import { useTellWaits } from '@/components/states/use-waits'
import { showToast } from '@/components/ui/toast'
import { useUpdateJob } from '@/lib/queries/jobs'
import { useKnownOutcome } from '@/lib/queries/known-outcome'
import { WaitsForApproval } from '@/lib/queries/waits'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { shortLabel } from './job-label'

/** Pauses and resumes a job. At work until IBM's list shows it; what went well is told by a toast, with the way back. */
export function useJobSwitch(place: ZonePlace, job: Pick<Job, 'id' | 'name'>): Toggle {
  const update = useUpdateJob(place.instanceId, place.zoneId)
  const outcome = useKnownOutcome(update.error)
  const tellWaits = useTellWaits()

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
      (error: unknown) => {
        // Others `error` has; they are shown beside the switch.
        if (!(error instanceof WaitsForApproval)) return
        update.reset()
        tellWaits(routes.change(error.request.id))
      },
    )
  }

  return toggleOf(update, update.variables?.change.enabled ?? null, set, outcome)
}
