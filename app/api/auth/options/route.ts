import { operations } from '@/lib/schemas/operations'
import { signInOptions } from '@/lib/server/oidc/ways'
import { resource, route } from '@/lib/server/route'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(operations.getSignInOptions, () => signInOptions()),
})
