import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { moveJob } from '@/lib/server/services/moves/create'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.moveJob, async ({ ctx, params, body, setStatus }) => {
    const { status, job } = await moveJob(ctx, params, params.jobId, body)
    setStatus(status)
    return job
  }),
})
