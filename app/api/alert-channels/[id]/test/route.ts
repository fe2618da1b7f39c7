import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { testAlertChannel } from '@/lib/server/services/alerts/deliveries'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.testAlertChannel, ({ ctx, params }) => testAlertChannel(ctx, params.id)),
})
