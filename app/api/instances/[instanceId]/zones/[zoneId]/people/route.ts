import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { listPeople } from '@/lib/server/services/people/list'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.listPeople, ({ ctx, params }) => listPeople(ctx, params)),
})
