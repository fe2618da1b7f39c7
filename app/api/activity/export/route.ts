import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { exportActivity } from '@/lib/server/services/activity/export'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.exportActivity, ({ ctx, query }) => exportActivity(ctx, query)),
})
