import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listAlerts } from '@/lib/server/services/alerts/alerts'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listAlerts, ({ ctx, query }) => listAlerts(ctx, query)),
})
