import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createAlertChannel, listAlertChannels } from '@/lib/server/services/alerts/channels'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listAlertChannels, ({ ctx }) => listAlertChannels(ctx)),
  POST: route(operations.createAlertChannel, ({ ctx, body }) => createAlertChannel(ctx, body)),
})
