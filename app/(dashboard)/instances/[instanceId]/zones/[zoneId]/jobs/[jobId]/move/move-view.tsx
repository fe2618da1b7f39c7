'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { jobQuery } from '@/lib/queries/jobs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { isMissing, JobGate } from '../job-gate'
import { MoveForm } from './move-form'

/** The move of a job. Its form begins with a reading of its own, since the cache may be minutes old. */
export function MoveView({ place, jobId }: { place: ZonePlace; jobId: string }) {
  const query = useQuery(jobQuery(place.instanceId, place.zoneId, jobId))
  const [openedAtMs] = useState(Date.now)
  const [isBegun, setBegun] = useState(false)
  const isRead = query.dataUpdatedAt >= openedAtMs
  if (isRead && !isBegun) setBegun(true)
  const shown = isRead || isBegun ? query : { ...query, data: undefined }
  return (
    <JobGate place={place} jobId={jobId} query={shown} holds>
      {(known) => <MoveForm place={place} known={known} isGone={isMissing(query.error)} />}
    </JobGate>
  )
}
