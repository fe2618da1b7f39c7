import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { startOidc } from '@/lib/server/services/session/oidc'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.startOidc, async ({ ctx, query, request, headers }) => {
    headers.set('Location', await startOidc(ctx, query.returnTo, request, headers))
  }),
})
