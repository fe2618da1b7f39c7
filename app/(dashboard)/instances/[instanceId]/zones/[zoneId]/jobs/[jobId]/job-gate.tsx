'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { JobGone } from '@/components/jobs/page/job-gone'
import { JobLoading } from '@/components/jobs/page/job-loading'
import { JobUnread } from '@/components/jobs/page/job-unread'
import { withSeen } from '@/components/jobs/use-known'
import { ReadProblem } from '@/components/states/read-problem'
import { NoSuchZone } from '@/components/zones/no-such-zone'
import { jobTitle } from '@/lib/jobs/label'
import { type JobRecord, recordOf } from '@/lib/jobs/records'
import { goneRecord } from '@/lib/jobs/records-of-others'
import { ApiError } from '@/lib/queries/fetcher'
import { keys } from '@/lib/queries/keys'
import { useLatestActivity } from '@/lib/queries/latest-activity'
import { refresh } from '@/lib/queries/refresh'
import { useZone } from '@/lib/queries/zones'
import type { ActivityItem } from '@/lib/schemas/activity'
import type { Job } from '@/lib/schemas/job'
import type { Session } from '@/lib/schemas/session'
import type { ZoneDetail, ZonePlace } from '@/lib/schemas/zone'

export const isMissing = (error: Error | null) => error instanceof ApiError && error.status === 404

/** What the pages of a job know besides itself. */
export type KnownJob = {
  job: Job
  /** undefined: not read yet, or not readable. */
  zone: ZoneDetail | undefined
  /** Activity of the job, newest first; undefined: not read. */
  items: readonly ActivityItem[] | undefined
  /** What it says of the job. */
  record: JobRecord | undefined
  hasActivityFailed: boolean
  personId: string | null
  accountId: string | undefined
}

/** What of the job's query is looked at. */
export type JobReading = {
  data: Job | undefined
  error: Error | null
  dataUpdatedAt: number
  errorUpdatedAt: number
  isFetching: boolean
  refetch: () => unknown
}

/** A job's page once there is a job to be shown; until then, or instead, why there is none. */
export function JobGate({
  place,
  jobId,
  query,
  holds,
  children,
}: {
  place: ZonePlace
  jobId: string
  query: JobReading
  /** The page stays although the job is missing by now: it is being deleted, or a form is open. */
  holds: boolean
  children: (known: KnownJob) => ReactNode
}) {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  const zone = useZone(instanceId, zoneId)
  const activity = useLatestActivity({ ...place, jobId, limit: '20' })
  const items = activity.data?.items
  const session = client.getQueryData<Session>(keys.session)
  const personId = session?.user.id ?? null
  const job = query.data

  if (isMissing(zone.error)) return <NoSuchZone />
  if (isMissing(query.error) && !(holds && job)) {
    return (
      <JobGone
        place={place}
        zoneName={zone.data?.name}
        jobId={jobId}
        record={items && goneRecord(items, job?.name, query.dataUpdatedAt, personId)}
      />
    )
  }
  if (job === undefined) {
    const listed = client
      .getQueryData<{ items: Job[] }>(keys.jobList(instanceId, zoneId))
      ?.items.find(({ id }) => id === jobId)
    const known = { place, zoneName: zone.data?.name, name: listed && jobTitle(listed) }
    if (query.error === null) return <JobLoading {...known} />
    return (
      <JobUnread
        {...known}
        jobId={jobId}
        problem={
          <ReadProblem
            className="mt-5"
            title="The job could not be loaded."
            error={query.error}
            failedAtMs={query.errorUpdatedAt}
            readAtMs={0}
            isReading={query.isFetching}
            onRetry={() => refresh(query)}
          />
        }
      />
    )
  }
  return children({
    job,
    zone: zone.data,
    items,
    record:
      activity.data &&
      withSeen(job, recordOf(job.id, activity.data.items, activity.data.nextCursor === null)),
    hasActivityFailed: activity.isError,
    personId,
    accountId: session?.account?.id,
  })
}
