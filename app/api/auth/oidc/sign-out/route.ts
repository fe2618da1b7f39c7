import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { signOutForBrowser } from '@/lib/server/services/session/remove'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.signOutOidc, async ({ ctx, request, headers }) => {
    headers.set('Location', await signOutForBrowser(ctx, request, headers))
  }),
})
