import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listSavedViews, saveView } from '@/lib/server/services/saved-views/saved-views'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listSavedViews, ({ ctx }) => listSavedViews(ctx)),
  POST: route(operations.saveView, ({ ctx, body }) => saveView(ctx, body)),
})
