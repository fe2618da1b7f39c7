import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createAlertRule, listAlertRules } from '@/lib/server/services/alerts/rules'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listAlertRules, ({ ctx }) => listAlertRules(ctx)),
  POST: route(operations.createAlertRule, ({ ctx, body }) => createAlertRule(ctx, body)),
})
