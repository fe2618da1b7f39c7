import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { activityOfRequest } from '@/lib/server/services/activity/of-request'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getActivityOfRequest, ({ ctx, params }) =>
    activityOfRequest(ctx, params.requestId),
  ),
})
