import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getZoneHistory } from '@/lib/server/services/history/zone'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getZoneHistory, ({ ctx, params, query }) =>
    getZoneHistory(ctx, params, query.hours),
  ),
})
