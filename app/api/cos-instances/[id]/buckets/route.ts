import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listBuckets } from '@/lib/server/services/destinations/list-buckets'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listBuckets, ({ ctx, params }) => listBuckets(ctx, params.id)),
})
