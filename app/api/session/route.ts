import { operations } from '@/lib/schemas/operations'
import { resource, route } from '@/lib/server/route'
import { createSession } from '@/lib/server/services/session/create'
import { describeSession } from '@/lib/server/services/session/describe'
import { removeSession } from '@/lib/server/services/session/remove'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getSession, ({ ctx }) => describeSession(ctx)),
  POST: route(operations.createSession, ({ ctx, body, request, headers }) =>
    createSession(ctx, body, request, headers),
  ),
  DELETE: route(operations.deleteSession, async ({ ctx, request, headers }) => {
    await removeSession(ctx, request, headers)
  }),
})
