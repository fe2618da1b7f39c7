import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getChange } from '@/lib/server/services/changes/get'
import { withdrawChange } from '@/lib/server/services/changes/withdraw'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getChangeRequest, ({ ctx, params }) => getChange(ctx, params.id)),
  DELETE: route(operations.withdrawChangeRequest, ({ ctx, params }) =>
    withdrawChange(ctx, params.id),
  ),
})
