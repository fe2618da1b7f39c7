import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { finishOidc } from '@/lib/server/services/session/oidc'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.finishOidc, async ({ ctx, request, headers }) => {
    headers.set('Location', await finishOidc(ctx, request, headers))
  }),
})
