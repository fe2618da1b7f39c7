import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { decideMove } from '@/lib/server/services/moves/decide'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.decideMove, ({ ctx, params, body }) =>
    decideMove(ctx, params, params.jobId, body),
  ),
})
