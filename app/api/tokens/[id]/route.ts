import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { removeToken } from '@/lib/server/services/tokens/remove'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: route(operations.deleteToken, ({ ctx, params }) => removeToken(ctx, params.id)),
})
