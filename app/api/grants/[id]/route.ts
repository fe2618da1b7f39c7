import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { removeGrant } from '@/lib/server/services/grants/remove'
import { updateGrant } from '@/lib/server/services/grants/update'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PATCH: route(operations.updateGrant, ({ ctx, params, body }) =>
    updateGrant(ctx, params.id, body),
  ),
  DELETE: route(operations.deleteGrant, ({ ctx, params }) => removeGrant(ctx, params.id)),
})
