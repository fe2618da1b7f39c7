import 'server-only'
import { type Grant, isLive } from '@/lib/grants/grant'
import type { AlertGroups } from '@/lib/schemas/alert'
import type { ServiceContext } from '@/lib/server/context'
import { env } from '@/lib/server/env'
import { groupKey, type Team } from '@/lib/server/team'

/** What is granted to a group of the identity provider now. */
export const grantsOfGroup = (name: string, { byGroup }: Team, nowMs: number): readonly Grant[] =>
  (byGroup.get(groupKey(env().OIDC_ISSUER ?? '', name)) ?? []).filter((grant) =>
    isLive(grant, nowMs),
  )

/** The groups whose zones somebody may want to watch: all that grants name; others are told of their own alone. */
export function groupsFor(ctx: ServiceContext, team: Team, nowMs: number): AlertGroups | null {
  const issuer = env().OIDC_ISSUER
  if (issuer === undefined) return null
  const isWhole = ctx.administers === 'all'
  const own = ctx.rights?.by === 'grants' ? ctx.rights.grants : []
  const grants = isWhole ? team.grants.filter((grant) => grant.issuer === issuer) : own
  const names = grants.flatMap((grant) =>
    grant.subject.kind === 'group' && isLive(grant, nowMs) ? grant.subject.name : [],
  )
  return {
    names: [...new Set(names)].sort((one, other) => one.localeCompare(other, 'en')),
    isWhole,
  }
}
