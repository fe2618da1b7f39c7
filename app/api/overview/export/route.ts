import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { exportOverview } from '@/lib/server/services/overview/export'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.exportOverview, ({ ctx, query }) => exportOverview(ctx, query)),
})
