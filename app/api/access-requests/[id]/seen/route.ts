import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { seeAnswer } from '@/lib/server/services/access-requests/see'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(operations.seeAccessRequest, ({ ctx, params }) => seeAnswer(ctx, params.id)),
})
