import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createChallenge } from '@/lib/server/services/ownership/create'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.createChallenge, ({ ctx, params, body }) =>
    createChallenge(ctx, params, body.destination),
  ),
})
