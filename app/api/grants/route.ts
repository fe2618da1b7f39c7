import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createGrant } from '@/lib/server/services/grants/create'
import { listGrants } from '@/lib/server/services/grants/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listGrants, ({ ctx, query }) => listGrants(ctx, query)),
  POST: route(operations.createGrant, ({ ctx, body }) => createGrant(ctx, body)),
})
