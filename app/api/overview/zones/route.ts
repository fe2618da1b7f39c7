import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listOverviewZones } from '@/lib/server/services/overview/zones'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listOverviewZones, ({ ctx, query }) => listOverviewZones(ctx, query)),
})
