import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { CreateJobInput, Job, UpdateJobInput } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { isPartial } from './as-of'
import { fetchJson, fetchList, fetchNothing } from './fetcher'
import { keys } from './keys'
import { noteDelivery } from './seen'

/** Go to finds the jobs of zones that were read, so their lists outlive the visit. */
const keptMs = 60 * 60_000

/** How often a list on a visible page is read again. Above half a minute so that a day's work stays in IBM's budget. */
const refetchMs = 30_000

export const jobsQuery = (instanceId: string, zoneId: string) =>
  queryOptions({
    queryKey: keys.jobList(instanceId, zoneId),
    queryFn: ({ signal }) =>
      fetchList<Job>(apiRoutes.jobs(instanceId, zoneId), { signal }).then((data) => {
        for (const job of data.items) noteDelivery(job)
        return data
      }),
    select: (data) => data.items,
    // What came with the page, or was read by the page before, need not be read again at once.
    staleTime: 5_000,
    gcTime: keptMs,
    refetchInterval: refetchMs,
  })

export const useJobs = (instanceId: string, zoneId: string) =>
  useQuery(jobsQuery(instanceId, zoneId))

/** Whether IBM has more of them than could be read. */
export const useAreJobsPartial = ({ instanceId, zoneId }: ZonePlace) =>
  useQuery({ ...jobsQuery(instanceId, zoneId), select: isPartial }).data ?? false

export const jobQuery = (instanceId: string, zoneId: string, jobId: string) =>
  queryOptions({
    queryKey: keys.job(instanceId, zoneId, jobId),
    queryFn: ({ signal }) =>
      fetchJson<Job>(apiRoutes.job(instanceId, zoneId, jobId), { signal }).then((job) => {
        noteDelivery(job)
        return job
      }),
  })

/** `everyMs`: how often to read while the page is visible; a fresh job is watched more closely. */
export const useJob = (instanceId: string, zoneId: string, jobId: string, everyMs = refetchMs) =>
  useQuery({ ...jobQuery(instanceId, zoneId, jobId), refetchInterval: everyMs })

/** What any write to a zone's jobs makes old: they themselves, and the record. */
export function useInvalidateJobs(instanceId: string, zoneId: string) {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.jobs(instanceId, zoneId) }),
      client.invalidateQueries({ queryKey: keys.activity }),
      // It may wait for approval.
      client.invalidateQueries({ queryKey: keys.changes }),
    ])
}

/** Resolves with the job IBM made; the caller goes to its page. */
export function useCreateJob(instanceId: string, zoneId: string) {
  const invalidate = useInvalidateJobs(instanceId, zoneId)
  return useMutation({
    mutationFn: (input: CreateJobInput) =>
      fetchJson<Job>(apiRoutes.jobs(instanceId, zoneId), { method: 'POST', body: input }),
    onSettled: invalidate,
  })
}

/** Changes a job; the caller shows what is wrong. The cache holds IBM's answer afterwards. */
export function useUpdateJob(instanceId: string, zoneId: string) {
  const invalidate = useInvalidateJobs(instanceId, zoneId)
  return useMutation({
    mutationFn: ({ jobId, change }: { jobId: string; change: UpdateJobInput }) =>
      fetchJson<Job>(apiRoutes.job(instanceId, zoneId, jobId), { method: 'PATCH', body: change }),
    onSettled: invalidate,
  })
}

export function useDeleteJob(instanceId: string, zoneId: string) {
  const invalidate = useInvalidateJobs(instanceId, zoneId)
  return useMutation({
    mutationFn: (jobId: string) =>
      fetchNothing(apiRoutes.job(instanceId, zoneId, jobId), { method: 'DELETE' }),
    // Also after a failure: it may be gone all the same, or have been gone before.
    onSettled: invalidate,
  })
}
