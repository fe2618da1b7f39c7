import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createToken } from '@/lib/server/services/tokens/create'
import { listTokens } from '@/lib/server/services/tokens/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listTokens, ({ ctx }) => listTokens(ctx)),
  POST: route(operations.createToken, ({ ctx, body }) => createToken(ctx, body)),
})
