'use client'

import { useQueryClient } from '@tanstack/react-query'
import { jobQuery, useCreateJob } from '@/lib/queries/jobs'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { CreateJobInput } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { type CreationState, type Made, useOnce } from './use-once'

/** Makes the job, once. */
export function useCreate(
  { instanceId, zoneId }: ZonePlace,
  state: CreationState,
  on: {
    made: (made: Made) => void
    refused: (error: unknown) => void
    waits: (request: ChangeRequest) => void
  },
): (input: CreateJobInput) => void {
  const client = useQueryClient()
  const { mutateAsync } = useCreateJob(instanceId, zoneId)
  return useOnce(state, mutateAsync, {
    refused: on.refused,
    waits: on.waits,
    made: (made) => {
      if (made.job === null) void client.prefetchQuery(jobQuery(instanceId, zoneId, made.jobId))
      on.made(made)
    },
    jobOf: ({ jobId }) => jobId,
  })
}
