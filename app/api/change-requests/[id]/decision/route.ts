import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { decideChange } from '@/lib/server/services/changes/decide'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.decideChangeRequest, ({ ctx, params, body }) =>
    decideChange(ctx, params.id, body),
  ),
})
