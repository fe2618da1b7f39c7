import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getAlert } from '@/lib/server/services/alerts/alerts'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getAlert, ({ ctx, params }) => getAlert(ctx, params.id)),
})
