import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { removeView } from '@/lib/server/services/saved-views/saved-views'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: route(operations.deleteView, ({ ctx, params }) => removeView(ctx, params.id)),
})
