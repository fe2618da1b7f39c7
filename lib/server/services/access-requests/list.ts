import 'server-only'
import type { AccessRequestList } from '@/lib/schemas/access-request'
import type { ServiceContext } from '@/lib/server/context'
import { listAccessRequests as list } from '@/lib/server/db/access-requests'
import { getDb } from '@/lib/server/db/client'
import { administersAll } from '@/lib/server/rights'
import { toRequest } from './to-request'

/** Of those that were answered, so many are shown. */
const answered = 100

/** The person's own requests; to an administrator everybody's. */
export async function listAccessRequests(ctx: ServiceContext): Promise<AccessRequestList> {
  const { principal } = ctx
  const askerId = administersAll(ctx) ? null : (principal.personId ?? principal.id)
  const items = (await list(await getDb(), askerId, answered)).map(toRequest)
  return { items, waiting: items.filter(({ status }) => status === 'waiting').length }
}
