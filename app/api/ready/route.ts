import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { checkReadiness } from '@/lib/server/services/health/ready'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.ready, async ({ setStatus }) => {
    const readiness = await checkReadiness()
    if (readiness.status === 'not_ready') setStatus(503)
    return readiness
  }),
})
