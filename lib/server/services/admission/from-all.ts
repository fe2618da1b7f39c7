import 'server-only'
import type { List } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import { listed } from '../listed'
import { reaches, visibleOf } from './reaches'

/**
 * One list out of those of all connections, of what the person sees there. A connection that does not answer leaves its
 * part out (`partial`); where none answers, its failure is thrown. Somebody with a right of their own has one list.
 */
export async function fromAll<Item extends { id: string }>(
  ctx: ServiceContext,
  read: (ctx: ServiceContext) => Promise<List<Item>>,
): Promise<List<Item>> {
  const ways = await reaches(ctx)
  if (ctx.rights?.by !== 'grants') return read(ctx)
  const parts = await Promise.allSettled(
    ways.map(async (way) => {
      const list = await read(way)
      const { items, isPartial } = await visibleOf(ctx, way.connectionId ?? '', list.items)
      return { ...list, items, ...(isPartial && { partial: true as const }) }
    }),
  )
  const lists = parts.filter((part) => part.status === 'fulfilled').map(({ value }) => value)
  const failed = parts.find((part) => part.status === 'rejected')
  if (failed && lists.length === 0) throw failed.reason
  const asOf = Math.min(Date.now(), ...lists.map((list) => Date.parse(list.asOf)))
  const isPartial = failed !== undefined || lists.some(({ partial }) => partial)
  return listed(
    lists.flatMap(({ items }) => items),
    asOf,
    isPartial,
  )
}
