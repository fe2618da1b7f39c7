'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type JobRecord, recordOf } from '@/lib/jobs/records'
import { useActivity } from '@/lib/queries/activity'
import { keys } from '@/lib/queries/keys'
import type { Job } from '@/lib/schemas/job'
import type { Session } from '@/lib/schemas/session'
import type { ZonePlace } from '@/lib/schemas/zone'

/** What this dashboard's activity in the zone knows of the job; undefined until, or unless, it could be read. */
export function useJobRecord(place: ZonePlace, job: Job): JobRecord | undefined {
  const client = useQueryClient()
  const activity = useActivity({ ...place, limit: '100' })
  if (!activity.data) return undefined
  const items = activity.data.pages.flatMap((page) => page.items)
  return recordOf(job, items, client.getQueryData<Session>(keys.session)?.user.id ?? null)
}
