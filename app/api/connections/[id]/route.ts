import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getConnection } from '@/lib/server/services/connections/list'
import { deleteConnection } from '@/lib/server/services/connections/remove'
import { changeConnection } from '@/lib/server/services/connections/update'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getConnection, ({ ctx, params }) => getConnection(ctx, params.id)),
  PATCH: route(operations.updateConnection, ({ ctx, params, body }) =>
    changeConnection(ctx, params.id, body),
  ),
  DELETE: route(operations.deleteConnection, ({ ctx, params }) => deleteConnection(ctx, params.id)),
})
