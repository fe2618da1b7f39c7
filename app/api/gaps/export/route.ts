import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { exportGaps } from '@/lib/server/services/history/export'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.exportGaps, ({ ctx, query }) => exportGaps(ctx, query)),
})
