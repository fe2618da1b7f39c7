import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { inspectKey } from '@/lib/server/services/destinations/inspect-key'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.inspectKey, ({ ctx, body }) => inspectKey(ctx, body.apiKey)),
})
