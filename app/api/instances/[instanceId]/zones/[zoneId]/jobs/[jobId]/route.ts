import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getJob } from '@/lib/server/services/jobs/get'
import { removeJob } from '@/lib/server/services/jobs/remove'
import { updateJob } from '@/lib/server/services/jobs/update'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getJob, ({ ctx, params }) => getJob(ctx, params, params.jobId)),
  PATCH: route(operations.updateJob, ({ ctx, params, body }) =>
    updateJob(ctx, params, params.jobId, body),
  ),
  DELETE: route(operations.deleteJob, ({ ctx, params }) => removeJob(ctx, params, params.jobId)),
})
