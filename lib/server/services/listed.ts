import 'server-only'
import type { List } from '@/lib/schemas/list'

/** `readAt`: when IBM was asked, epoch ms. */
export function listed<Item>(items: Item[], readAt: number, isPartial = false): List<Item> {
  return {
    items,
    asOf: new Date(readAt).toISOString(),
    ...(isPartial && { partial: true }),
  }
}
