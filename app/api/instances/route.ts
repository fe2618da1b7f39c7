import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listInstances } from '@/lib/server/services/instances/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listInstances, ({ ctx }) => listInstances(ctx)),
})
