import 'server-only'
import type { Grant } from '@/lib/grants/grant'
import { isAtLeast, isLive } from '@/lib/grants/grant'
import { allows, type JudgedDestination } from '@/lib/grants/rails'
import type { AllowedDestination } from '@/lib/schemas/grant'
import type { ServiceContext } from '@/lib/server/context'
import { type Connection, knownTeam } from '@/lib/server/team'
import { answering } from '../admission/answering'
import { asConnection } from '../background-context'

// Whoever has no right of their own at IBM sees of the accounts' other services what is allowed to them by name, no more.

/** A way to one account's services, and what may be seen there. */
export type Way = {
  ctx: ServiceContext
  /** `all`: everything; else what one of these allows. */
  allowed: 'all' | readonly AllowedDestination[]
}

type Kind = 'cos' | 'cloudLogs'

/**
 * The connections through which somebody may look at instances of a kind: all, for an administrator; for an editor those of
 * the zones that a grant is for, as far as its allowed destinations name an instance or a bucket.
 */
export async function waysOf(ctx: ServiceContext, kind: Kind): Promise<Way[]> {
  if (ctx.rights?.by !== 'grants') return []
  const now = Date.now()
  const grants = ctx.rights.grants.filter((grant) => isLive(grant, now))
  const { connections } = await knownTeam()
  const wayBy = (connection: Pick<Connection, 'id' | 'right'>) => ({
    ...asConnection(ctx, connection),
    ...(ctx.fresh && { fresh: true }),
  })
  if (grants.some(({ role }) => role === 'administrator')) {
    return connections.map((connection) => ({ ctx: wayBy(connection), allowed: 'all' }))
  }
  const byConnection = new Map<string, AllowedDestination[]>()
  for (const grant of grants) {
    const allowed = namedBy(grant, kind)
    if (allowed.length === 0) continue
    for (const id of await connectionsOf(ctx, grant, connections)) {
      byConnection.set(id, [...(byConnection.get(id) ?? []), ...allowed])
    }
  }
  return connections.flatMap((connection) => {
    const allowed = byConnection.get(connection.id)
    return allowed ? [{ ctx: wayBy(connection), allowed }] : []
  })
}

/** What a grant's rails allow by name. A kind alone names nothing: whoever may send anywhere is not shown everything. */
export function namedBy({ role, rails }: Grant, kind: Kind): AllowedDestination[] {
  if (!isAtLeast(role, 'editor')) return []
  return (rails?.destinations ?? []).filter(
    (one) =>
      one.kind === kind &&
      (one.instanceId !== undefined || (one.kind === 'cos' && isNaming(one.bucket))),
  )
}

const isNaming = (pattern: string | undefined) => pattern !== undefined && !/^\*+$/.test(pattern)

/** Which connections stand for the zones of a grant. */
async function connectionsOf(
  ctx: ServiceContext,
  { scope }: Grant,
  connections: readonly Connection[],
): Promise<string[]> {
  if (scope.kind !== 'instance' && scope.kind !== 'zones') return connections.map(({ id }) => id)
  const found = await answering(ctx, scope.instanceId)
  return found ? [found.connectionId] : []
}

export function isAllowed({ allowed }: Pick<Way, 'allowed'>, place: JudgedDestination): boolean {
  return allowed === 'all' || allowed.some((one) => allows(one, place))
}

/** Whether an instance is allowed by its id, whatever lies in it. */
export function isInstanceNamed({ allowed }: Pick<Way, 'allowed'>, instanceId: string): boolean {
  return (
    allowed === 'all' || allowed.some((one) => 'instanceId' in one && one.instanceId === instanceId)
  )
}

/** Whether some bucket of an instance may be allowed, by its name alone. */
export const hasBucketsByName = ({ allowed }: Pick<Way, 'allowed'>): boolean =>
  allowed !== 'all' && allowed.some((one) => one.kind === 'cos' && one.instanceId === undefined)
