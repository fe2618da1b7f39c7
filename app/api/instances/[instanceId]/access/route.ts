import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getAccess } from '@/lib/server/services/access/get'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getAccess, ({ ctx, params }) => getAccess(ctx, params.instanceId)),
})
