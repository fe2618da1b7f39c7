import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { validateChallenge } from '@/lib/server/services/ownership/validate'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.validateChallenge, ({ ctx, params, body }) =>
    validateChallenge(ctx, params, body),
  ),
})
