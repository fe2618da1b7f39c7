import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listFields } from '@/lib/server/services/fields/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listFields, ({ ctx, params }) => listFields(ctx, params, params.dataset)),
})
