import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getHistory } from '@/lib/server/services/history/get'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getJobHistory, ({ ctx, params, query }) =>
    getHistory(ctx, params, query.days),
  ),
})
