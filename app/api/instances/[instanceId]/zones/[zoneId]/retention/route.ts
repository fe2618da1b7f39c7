import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { updateRetention } from '@/lib/server/services/retention/update'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(operations.updateRetention, ({ ctx, params, body }) =>
    updateRetention(ctx, params, body.enabled),
  ),
})
