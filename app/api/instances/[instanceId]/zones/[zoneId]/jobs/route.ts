import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createJob } from '@/lib/server/services/jobs/create'
import { listJobs } from '@/lib/server/services/jobs/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listJobs, ({ ctx, params }) => listJobs(ctx, params)),
  POST: route(operations.createJob, ({ ctx, params, body }) => createJob(ctx, params, body)),
})
