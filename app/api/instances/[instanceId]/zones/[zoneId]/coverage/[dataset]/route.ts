import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { updateCoverage } from '@/lib/server/services/coverage/update'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(operations.updateCoverage, ({ ctx, params, body }) =>
    updateCoverage(ctx, params, body),
  ),
})
