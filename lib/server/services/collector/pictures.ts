import 'server-only'
import type { Credential, ServiceContext } from '@/lib/server/context'
import type { Connection, Team } from '@/lib/server/team'
import { hasOwnRight } from '../admission/admit'
import { teamOwner } from './owner'

/** Whose picture it is: a person in one account, who may see other things in another. */
export const ownPicture = ({ owner }: Credential): string => `ibm:${owner}`

/** The picture that what is read in this context belongs to. */
export const pictureOf = (ctx: ServiceContext): string =>
  hasOwnRight(ctx) ? ownPicture(ctx.credential) : teamOwner

/** A picture, and the instances of it that count for somebody; null: all. */
export type PictureSeen = { owner: string; instanceIds: ReadonlySet<string> | null }

/**
 * The pictures that this person sees: by grants the connections', of which grants say more; by a right at IBM the own, and as
 * an administrator the connections' as well. Who administers an account sees of it what that account's connections show.
 */
export function picturesSeenBy(
  ctx: Pick<ServiceContext, 'rights' | 'credential' | 'administers' | 'principal'>,
  team: Team,
): PictureSeen[] {
  const shared = { owner: teamOwner, instanceIds: null }
  if (!hasOwnRight(ctx)) return [shared]
  const own = { owner: ownPicture(ctx.credential), instanceIds: null }
  if (ctx.administers === 'all') return [shared, own]
  const connections = connectionsOf(ctx, team)
  if (connections.length === 0) return [own]
  return [{ owner: teamOwner, instanceIds: reachedBy(connections) }, own]
}

/** Those that somebody administers: all, or those of their own account. */
export function connectionsOf(
  { administers, principal }: Pick<ServiceContext, 'administers' | 'principal'>,
  { connections }: Team,
): readonly Connection[] {
  if (administers === 'all') return connections
  if (administers !== 'account') return []
  const accountId = principal.account?.id
  return connections.filter((connection) => connection.accountId === accountId)
}

export const reachedBy = (connections: readonly Connection[]): ReadonlySet<string> =>
  new Set(connections.flatMap(({ instances }) => instances.map(({ id }) => id)))
