import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listAlertDeliveries } from '@/lib/server/services/alerts/deliveries'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listAlertDeliveries, ({ ctx, query }) => listAlertDeliveries(ctx, query)),
})
