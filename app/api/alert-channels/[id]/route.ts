import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { removeAlertChannel, updateAlertChannel } from '@/lib/server/services/alerts/channels'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PATCH: route(operations.updateAlertChannel, ({ ctx, params, body }) =>
    updateAlertChannel(ctx, params.id, body),
  ),
  DELETE: route(operations.deleteAlertChannel, ({ ctx, params }) =>
    removeAlertChannel(ctx, params.id),
  ),
})
