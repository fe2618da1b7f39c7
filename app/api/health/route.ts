import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { checkHealth } from '@/lib/server/services/health/check'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.health, () => checkHealth()),
})
