'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { JobGone } from '@/components/job-page/job-gone'
import { jobTitle } from '@/components/job-page/job-head'
import { JobLoading } from '@/components/job-page/job-loading'
import { JobReadProblem } from '@/components/job-page/job-read-problem'
import { goneRecord } from '@/components/job-page/story'
import { isWaiting } from '@/components/job-page/use-first-file'
import type { ZonePlace } from '@/components/job-page/zone-place'
import { moment } from '@/components/jobs/moment'
import { NoSuchZone } from '@/components/zones/no-such-zone'
import { useActivity } from '@/lib/queries/activity'
import { ApiError } from '@/lib/queries/fetcher'
import { useJob } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { useZone } from '@/lib/queries/zones'
import type { Job } from '@/lib/schemas/job'
import type { Session } from '@/lib/schemas/session'
import { JobDetails } from './job-details'

/** A fresh job is looked at more often than one that runs. */
const watchEveryMs = 15_000
const followEveryMs = 30_000

const isMissing = (error: Error | null) => error instanceof ApiError && error.status === 404

export type Created = 'made' | 'settled' | null

/** A job, or why there is none to be seen. */
export function JobView({
  place,
  jobId,
  created,
}: {
  place: ZonePlace
  jobId: string
  created: Created
}) {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  const [everyMs, setEveryMs] = useState(created === null ? followEveryMs : watchEveryMs)
  const [isLeaving, setLeaving] = useState(false)
  const zone = useZone(instanceId, zoneId)
  const query = useJob(instanceId, zoneId, jobId, everyMs)
  const activity = useActivity({ ...place, jobId, limit: '20' })
  const items = activity.data?.pages.flatMap((page) => page.items)
  const personId = client.getQueryData<Session>(keys.session)?.user.id ?? null
  const job = query.data
  const wantedMs = job && isWaiting(job) ? watchEveryMs : followEveryMs
  if (job && wantedMs !== everyMs) setEveryMs(wantedMs)

  if (isMissing(zone.error)) return <NoSuchZone />
  if (isMissing(query.error) && !isLeaving) {
    return (
      <JobGone
        place={place}
        zoneName={zone.data?.name}
        jobId={jobId}
        record={items && goneRecord(items, job?.name, query.dataUpdatedAt, personId)}
        moment={moment}
      />
    )
  }
  if (job === undefined) {
    const listed = client
      .getQueryData<{ items: Job[] }>(keys.jobList(instanceId, zoneId))
      ?.items.find(({ id }) => id === jobId)
    return (
      <JobLoading
        place={place}
        zoneName={zone.data?.name}
        name={listed && jobTitle(listed)}
        problem={
          query.error && (
            <JobReadProblem
              error={query.error}
              failedAtMs={query.errorUpdatedAt}
              readAtMs={0}
              isReading={query.isFetching}
              onRetry={() => query.refetch()}
            />
          )
        }
      />
    )
  }
  return (
    <JobDetails
      place={place}
      zone={zone.data}
      job={job}
      query={query}
      everyMs={everyMs}
      items={items}
      hasActivityFailed={activity.isError}
      personId={personId}
      created={created}
      onLeaving={setLeaving}
    />
  )
}
