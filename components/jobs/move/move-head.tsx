'use client'

import { PageTitle } from '@/components/ui/page-title'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { datasetLabel } from '@/lib/jobs/dataset'
import { jobTitle } from '@/lib/jobs/label'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'
import { DraftKept } from '../draft-kept'
import { shortTitle } from '../job-label'

/** Which job is moved, and what is kept of the draft. */
export function MoveHead({
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
  useTabTitle(`Move ${jobTitle(job)}`)
  return (
    <PageTitle
      title={`Move ${shortTitle(job)}`}
      crumbs={jobCrumbs(place, zoneName, job)}
      aside={datasetLabel(job.dataset)}
      actions={
        savedAt !== null && (
          <DraftKept
            savedAt={savedAt}
            without="the key"
            discardLabel="Discard draft"
            onDiscard={onDiscard}
            className="max-md:hidden"
          />
        )
      }
    />
  )
}
