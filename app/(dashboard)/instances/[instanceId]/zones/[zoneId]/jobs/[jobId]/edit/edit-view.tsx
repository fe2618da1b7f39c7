'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { jobQuery } from '@/lib/queries/jobs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { isMissing, JobGate } from '../job-gate'
import { EditForm } from './edit-form'

/** The edit form of a job. It is read when the page opens and when one comes back to it, not in between. */
export function EditView({ place, jobId }: { place: ZonePlace; jobId: string }) {
  const query = useQuery(jobQuery(place.instanceId, place.zoneId, jobId))
  // What lies in the cache may be minutes old: the form begins with a reading of its own.
  const [openedAtMs] = useState(Date.now)
  const isRead = query.dataUpdatedAt >= openedAtMs
  const [visit, setVisit] = useState(0)
  const shown = isRead || visit > 0 ? query : { ...query, data: undefined }
  return (
    <JobGate place={place} jobId={jobId} query={shown} holds>
      {(known) => (
        <EditForm
          key={visit}
          place={place}
          known={known}
          readAtMs={query.dataUpdatedAt}
          isGone={isMissing(query.error)}
          onEditAgain={() => setVisit((now) => now + 1)}
        />
      )}
    </JobGate>
  )
}
