import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { searchOverview } from '@/lib/server/services/overview/search'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.searchOverview, ({ ctx, query }) => searchOverview(ctx, query)),
})
