import { chunk } from '@/components/ui/chunk'

/** What is proven of a bucket, with what stands beside it. */
export const ownershipChunk = chunk(async () => {
  const [{ OwnershipStep }, { OwnershipSide }] = await Promise.all([
    import('@/components/ownership/ownership-step'),
    import('@/components/ownership/ownership-side'),
  ])
  return { OwnershipStep, OwnershipSide }
})

/** What is sent, with what stands beside it. */
export const logsChunk = chunk(async () => {
  const [{ LogsStep }, { LogsSide }] = await Promise.all([
    import('@/components/jobs/form/logs-step'),
    import('@/components/jobs/form/logs-side'),
  ])
  return { LogsStep, LogsSide }
})
