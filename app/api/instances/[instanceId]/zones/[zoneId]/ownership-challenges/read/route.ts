import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { readChallenge } from '@/lib/server/services/ownership/read'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.readChallenge, ({ ctx, params, body }) =>
    readChallenge(ctx, params, body),
  ),
})
