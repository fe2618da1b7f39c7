import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { seeChange } from '@/lib/server/services/changes/see'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(operations.seeChangeRequest, ({ ctx, params }) => seeChange(ctx, params.id)),
})
