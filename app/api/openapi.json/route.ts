import { operations } from '@/lib/schemas/operations'
import { openApiDocument } from '@/lib/server/openapi'
import { resource, route } from '@/lib/server/route'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.openapi, () => openApiDocument()),
})
