import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getZone } from '@/lib/server/services/zones/get'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getZone, ({ ctx, params }) => getZone(ctx, params)),
})
