'use client'

import { useState } from 'react'
import { isWaiting } from '@/components/jobs/page/use-first-file'
import { isMoving } from '@/lib/jobs/trouble'
import { useJob } from '@/lib/queries/jobs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { JobDetails } from './job-details'
import { JobGate } from './job-gate'

/** A fresh job is looked at more often than one that runs. */
const watchEveryMs = 15_000
const followEveryMs = 30_000

/** Whether one comes here from making the job, and whether its answer got lost on the way. */
export type Created = 'made' | 'settled' | null

/** A job's page, followed while it is in sight. */
export function JobView({
  place,
  jobId,
  created,
}: {
  place: ZonePlace
  jobId: string
  created: Created
}) {
  const [everyMs, setEveryMs] = useState(created === null ? followEveryMs : watchEveryMs)
  const [isLeaving, setLeaving] = useState(false)
  const query = useJob(place.instanceId, place.zoneId, jobId, everyMs)
  const wantedMs =
    query.data && (isWaiting(query.data) || isMoving(query.data)) ? watchEveryMs : followEveryMs
  if (query.data && wantedMs !== everyMs) setEveryMs(wantedMs)
  return (
    <JobGate place={place} jobId={jobId} query={query} holds={isLeaving}>
      {(known) => (
        <JobDetails
          place={place}
          known={known}
          query={query}
          everyMs={everyMs}
          created={created}
          onLeaving={setLeaving}
        />
      )}
    </JobGate>
  )
}
