import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { acknowledge } from '@/lib/server/services/alerts/alerts'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.acknowledgeAlert, ({ ctx, params, body }) =>
    acknowledge(ctx, params.id, body.note),
  ),
})
