import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { testDestination } from '@/lib/server/services/destinations/test'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.testDestination, ({ ctx, params, body }) =>
    testDestination(ctx, params, body),
  ),
})
