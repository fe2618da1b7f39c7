import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listBucketsByKey } from '@/lib/server/services/destinations/list-by-key'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(operations.listBucketsByKey, ({ ctx, body }) => listBucketsByKey(ctx, body)),
})
