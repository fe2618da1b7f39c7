import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createAccessRequest } from '@/lib/server/services/access-requests/create'
import { listAccessRequests } from '@/lib/server/services/access-requests/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listAccessRequests, ({ ctx }) => listAccessRequests(ctx)),
  POST: route(operations.createAccessRequest, ({ ctx, body }) => createAccessRequest(ctx, body)),
})
