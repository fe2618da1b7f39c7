import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listReachableZones } from '@/lib/server/services/grants/reach'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listReachableZones, ({ ctx }) => listReachableZones(ctx)),
})
