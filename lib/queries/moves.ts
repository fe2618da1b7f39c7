import { useMutation } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type { Job } from '@/lib/schemas/job'
import type { CreateMoveInput, DecideMoveInput } from '@/lib/schemas/move'
import { fetchJson } from './fetcher'
import { useInvalidateJobs } from './jobs'

/** Moves a job; resolves with the job that the zone ends up with, whose `move` says whether that goes on. */
export function useMoveJob(instanceId: string, zoneId: string) {
  const invalidate = useInvalidateJobs(instanceId, zoneId)
  return useMutation({
    mutationFn: ({ jobId, input }: { jobId: string; input: CreateMoveInput }) =>
      fetchJson<Job>(formRoutes.moves(instanceId, zoneId, jobId), { method: 'POST', body: input }),
    onSettled: invalidate,
  })
}

/** Ends a move that is under way; resolves with the job that was asked about, or the one that is left. */
export function useDecideMove(instanceId: string, zoneId: string, jobId: string) {
  const invalidate = useInvalidateJobs(instanceId, zoneId)
  return useMutation({
    mutationFn: (input: DecideMoveInput) =>
      fetchJson<Job>(formRoutes.moveDecision(instanceId, zoneId, jobId), {
        method: 'POST',
        body: input,
      }),
    onSettled: invalidate,
  })
}
