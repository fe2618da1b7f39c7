import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listActivity } from '@/lib/server/services/activity/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listActivity, ({ ctx, query }) => listActivity(ctx, query)),
})
