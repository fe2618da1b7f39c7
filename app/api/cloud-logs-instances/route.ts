import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listCloudLogsInstances } from '@/lib/server/services/destinations/list-instances'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listCloudLogsInstances, ({ ctx }) => listCloudLogsInstances(ctx)),
})
