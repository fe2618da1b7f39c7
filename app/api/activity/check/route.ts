import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { getActivityCheck } from '@/lib/server/services/activity/verify'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getActivityCheck, getActivityCheck),
})
