import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getOverviewStatus } from '@/lib/server/services/overview/status'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getOverviewStatus, ({ ctx }) => getOverviewStatus(ctx)),
})
