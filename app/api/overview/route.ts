import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getOverview } from '@/lib/server/services/overview/get'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getOverview, ({ ctx }) => getOverview(ctx)),
})
