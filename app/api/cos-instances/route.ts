import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listCosInstances } from '@/lib/server/services/destinations/list-instances'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listCosInstances, ({ ctx }) => listCosInstances(ctx)),
})
