import 'server-only'
import type { ChangePage, ChangeQuery } from '@/lib/schemas/change-request'
import type { ServiceContext } from '@/lib/server/context'
import { type ChangeFilter, listChangeRequests } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { administersAll } from '@/lib/server/rights'
import { isInReach } from './find'
import { selfOf } from './self'
import { toChange } from './to-change'

/** A page of the changes that somebody sees, the newest first: their own; all, where they administer. */
export async function listChanges(
  ctx: ServiceContext,
  { asker, limit, cursor, ...filter }: ChangeQuery,
): Promise<ChangePage> {
  const { id } = selfOf(ctx.principal)
  if (asker === 'others' && !administersAll(ctx)) return { items: [], nextCursor: null }
  const whose: ChangeFilter =
    asker === 'others'
      ? { notAskerId: id }
      : asker === 'me' || !administersAll(ctx)
        ? { askerId: id }
        : {}
  const found = await listChangeRequests(
    await getDb(),
    { ...filter, ...whose },
    { limit: limit + 1, below: cursor },
  )
  const page = found.slice(0, limit)
  const items = page.filter((row) => isInReach(ctx, row)).map(toChange)
  return { items, nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}
