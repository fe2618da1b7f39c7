import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listAllGaps } from '@/lib/server/services/history/gaps'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listGaps, ({ ctx, query }) => listAllGaps(ctx, query)),
})
