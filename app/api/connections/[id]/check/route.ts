import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { checkConnection } from '@/lib/server/services/connections/check'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.checkConnection, ({ ctx, params }) => checkConnection(ctx, params.id)),
})
