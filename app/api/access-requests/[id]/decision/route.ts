import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { decideAccessRequest } from '@/lib/server/services/access-requests/decide'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.decideAccessRequest, ({ ctx, params, body }) =>
    decideAccessRequest(ctx, params.id, body),
  ),
})
