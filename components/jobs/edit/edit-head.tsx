'use client'

import { PageTitle } from '@/components/ui/page-title'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'
import { DraftKept } from '../draft-kept'
import { shortTitle } from '../job-label'

/** Which job is edited, and what is kept of the draft. */
export function EditHead({
  place,
  zoneName,
  job,
  savedAt,
  onDiscard,
}: {
  place: ZonePlace
  zoneName: string | undefined
  job: Job
  /** null: nothing is kept. */
  savedAt: string | null
  onDiscard: () => void
}) {
  return (
    <PageTitle
      title={`Edit ${shortTitle(job)}`}
      aside={datasetLabel(job.dataset)}
      crumbs={jobCrumbs(place, zoneName, job)}
      actions={
        savedAt !== null && (
          <DraftKept
            savedAt={savedAt}
            without="keys and tokens"
            discardLabel="Discard changes"
            onDiscard={onDiscard}
          />
        )
      }
    />
  )
}
