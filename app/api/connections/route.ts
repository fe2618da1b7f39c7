import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createConnection } from '@/lib/server/services/connections/create'
import { listConnections } from '@/lib/server/services/connections/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listConnections, ({ ctx }) => listConnections(ctx)),
  POST: route(operations.createConnection, ({ ctx, body }) => createConnection(ctx, body)),
})
