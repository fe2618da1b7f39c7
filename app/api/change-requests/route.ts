import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listChanges } from '@/lib/server/services/changes/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listChangeRequests, ({ ctx, query }) => listChanges(ctx, query)),
})
