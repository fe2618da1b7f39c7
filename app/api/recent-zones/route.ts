import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listRecentZones } from '@/lib/server/services/zones/recent'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listRecentZones, async ({ ctx }) => ({
    items: await listRecentZones(ctx),
  })),
})
