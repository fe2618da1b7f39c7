import 'server-only'
import type { ServiceContext } from '@/lib/server/context'

/** Whose rules, channels and alerts somebody sees and changes: their own; null: everybody's, of who administers everything. */
export function authorSeen({ principal, administers }: ServiceContext): string | null {
  return administers === 'all' ? null : (principal.personId ?? principal.id)
}

/** Whether it is theirs, or they administer everything. */
export function isTheirs(ctx: ServiceContext, { author }: { author: { id: string } }): boolean {
  const id = authorSeen(ctx)
  return id === null || id === author.id
}
