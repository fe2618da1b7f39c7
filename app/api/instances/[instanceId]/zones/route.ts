import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listZones } from '@/lib/server/services/zones/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listZones, ({ ctx, params }) => listZones(ctx, params.instanceId)),
})
