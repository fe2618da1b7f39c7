import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { removeAlertRule, updateAlertRule } from '@/lib/server/services/alerts/rules'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PATCH: route(operations.updateAlertRule, ({ ctx, params, body }) =>
    updateAlertRule(ctx, params.id, body),
  ),
  DELETE: route(operations.deleteAlertRule, ({ ctx, params }) => removeAlertRule(ctx, params.id)),
})
