import 'server-only'
import { LRUCache } from 'lru-cache'
import type { ServiceContext } from '@/lib/server/context'
import type { AppError } from '@/lib/server/errors'
import { singleton } from '@/lib/server/singleton'
import type { Attempt } from './audited'

/**
 * How long a refusal for want of a role is taken for still true. A role that was just given counts that much later; in
 * return nobody without it can fill the record of what was tried.
 */
const believedMs = 30_000

const refusals = () =>
  singleton(
    'role-refusals',
    () => new LRUCache<string, { error: AppError; untilMs: number }>({ max: 5_000 }),
  )

/** By action, since what was refused is said in its words. */
const keyOf = ({ credential }: ServiceContext, { place, action }: Attempt) =>
  `${credential.owner} ${place.instanceId} ${place.zoneId} ${action}`

/** Throws what IBM said a moment ago, without asking again. */
export function assertNotRefused(ctx: ServiceContext, attempt: Attempt): void {
  const known = refusals().get(keyOf(ctx, attempt))
  if (known && known.untilMs > Date.now()) throw known.error
}

/** Remembers that IBM refused for want of a role. Roles may be given for single zones. */
export function noteRefusal(ctx: ServiceContext, attempt: Attempt, error: AppError): void {
  if (error.code !== 'role_missing') return
  refusals().set(keyOf(ctx, attempt), { error, untilMs: Date.now() + believedMs })
}
