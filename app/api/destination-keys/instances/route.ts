import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listInstancesByKey } from '@/lib/server/services/destinations/list-by-key'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.listInstancesByKey, ({ ctx, body }) => listInstancesByKey(ctx, body)),
})
