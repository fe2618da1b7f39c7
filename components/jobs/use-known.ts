'use client'

import { useQueryClient } from '@tanstack/react-query'
import { isLosing } from '@/lib/fleet/standing'
import { type Finding, findingOf } from '@/lib/jobs/health'
import { type JobRecord, recordOf, retentionSince } from '@/lib/jobs/records'
import type { Retention } from '@/lib/jobs/undelivered'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'
import { keys } from '@/lib/queries/keys'
import { useLatestActivity } from '@/lib/queries/latest-activity'
import { lastSeenMs } from '@/lib/queries/seen'
import { useZone } from '@/lib/queries/zones'
import type { Job } from '@/lib/schemas/job'
import type { Session } from '@/lib/schemas/session'
import type { ZonePlace } from '@/lib/schemas/zone'

/** What is known of a job besides what IBM says of it. */
export type Known = {
  /** undefined: the activity is not read, or not asked. */
  record: JobRecord | undefined
  /** Of the zone's logs. */
  retention: Retention
  finding: Finding | null
  /** Who is signed in, as IAM names them. */
  personId: string | null
}

/** Only these ask the activity: a zone where all runs does without that request. */
const needsRecord = ({ state }: Job) => state === 'never_ran'

/** IBM forgets the last delivery of a job that is resumed; this browser may have seen it. */
export function withSeen({ id }: Job, record: JobRecord): JobRecord {
  return { ...record, deliveredBeforeMs: record.deliveredBeforeMs ?? lastSeenMs(id) }
}

/**
 * The log retention of a zone, for what its jobs have not delivered. What was lost before it was switched stays lost, so
 * that is asked of the activity where a job fails; until it is known nothing is said of it.
 */
export function useRetentionOf(place: ZonePlace, jobs: readonly Job[]): Retention {
  const enabled = useZone(place.instanceId, place.zoneId).data?.retention.enabled
  const hasNeed = typeof enabled === 'boolean' && jobs.some(({ state }) => isLosing(state))
  const filter = { ...place, action: 'retention.update', outcome: 'succeeded', limit: '1' }
  const switches = useLatestActivity(filter, hasNeed).data
  if (!hasNeed || !switches) return { enabled: hasNeed ? undefined : enabled, sinceMs: null }
  return { enabled, sinceMs: retentionSince(switches.items[0], enabled) }
}

/** What is known of each of a zone's jobs. */
export function useKnown(place: ZonePlace, jobs: readonly Job[]): (job: Job) => Known {
  const client = useQueryClient()
  const hasNeed = jobs.some(needsRecord)
  const latest = useLatestActivity({ ...place, limit: '100' }, hasNeed).data
  const hasCloudLogs = jobs.some(({ destination }) => destination.kind === 'cloudLogs')
  const instances = useCloudLogsInstances(hasCloudLogs).data
  const retention = useRetentionOf(place, jobs)
  const personId = client.getQueryData<Session>(keys.session)?.user.id ?? null
  return (job) => {
    const record =
      latest && needsRecord(job)
        ? withSeen(job, recordOf(job.id, latest.items, latest.nextCursor === null))
        : undefined
    return { record, retention, finding: findingOf(job, record, instances, Date.now()), personId }
  }
}
