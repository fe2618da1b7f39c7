import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { checkDestination } from '@/lib/server/services/destinations/check'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.checkDestination, ({ ctx, params, body }) =>
    checkDestination(ctx, params, body.destination),
  ),
})
