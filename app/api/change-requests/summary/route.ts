import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { summarizeChanges } from '@/lib/server/services/changes/summary'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getChangeSummary, ({ ctx }) => summarizeChanges(ctx)),
})
