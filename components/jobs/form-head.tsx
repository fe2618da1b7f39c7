'use client'

import { PageTitle } from '@/components/ui/page-title'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from './crumbs'
import { DraftKept, type DraftKeptProps } from './draft-kept'
import { shortTitle } from './job-label'

/** What is done to which job, and what is kept of the draft. */
export function FormHead({
  verb,
  place,
  zoneName,
  job,
  savedAt,
  ...kept
}: {
  verb: 'Edit' | 'Move'
  place: ZonePlace
  zoneName: string | undefined
  job: Job
  /** null: nothing is kept. */
  savedAt: string | null
} & Omit<DraftKeptProps, 'savedAt'>) {
  return (
    <PageTitle
      title={`${verb} ${shortTitle(job)}`}
      aside={datasetLabel(job.dataset)}
      crumbs={jobCrumbs(place, zoneName, job)}
      actions={savedAt !== null && <DraftKept {...kept} savedAt={savedAt} />}
    />
  )
}
