import 'server-only'
import { zonesShown } from '@/lib/grants/decide'
import { type Grant, isAtLeast } from '@/lib/grants/grant'
import { beyond } from '@/lib/grants/narrow'
import type { Scope } from '@/lib/schemas/grant'
import type { TokenRole } from '@/lib/schemas/token'
import type { RequestContext } from '@/lib/server/context'
import { ValidationError } from '@/lib/server/errors'
import { answering } from '../admission/answering'
import { lookEverywhere, zonesOf } from '../admission/directory'

/**
 * Throws ValidationError, at the member that goes too far, unless these grants cover a role on the whole of a scope. What
 * can't be proven to be covered is not: an instance by a pattern of names, a pattern by instances.
 */
export async function assertShare(
  request: RequestContext,
  grants: readonly Grant[],
  { role, scope }: { role: TokenRole; scope: Scope },
): Promise<void> {
  const beyondScope = await uncovered(request, grants, scope)
  if (beyondScope.length > 0) {
    throw new ValidationError(
      beyondScope.map((member) => ({
        path: member ? `scope.${member}` : 'scope',
        message: 'Your own access does not cover this',
      })),
    )
  }
  const able = grants.filter((grant) => isAtLeast(grant.role, role))
  if (able.length < grants.length && (await uncovered(request, able, scope)).length > 0) {
    const message = 'You are not an editor on all of this'
    throw new ValidationError([{ path: 'role', message }])
  }
}

/** Zones that patterns may cover are looked up by their names, in the list of their instance. */
async function uncovered(
  request: RequestContext,
  grants: readonly Grant[],
  scope: Scope,
): Promise<string[]> {
  const members = beyond(grants, scope)
  const patterns = grants.filter((grant) => grant.scope.kind === 'pattern')
  if (members.length === 0 || scope.kind !== 'zones' || patterns.length === 0) return members
  const { instanceId } = scope
  const by = await answering(request, instanceId)
  const zones = by ? await zonesOf(request, by, instanceId) : []
  const shown = zonesShown(patterns, instanceId, zones, Date.now())
  const byName = new Set(shown.map(({ zoneId }) => zoneId))
  const left = members.filter(
    (member) => !byName.has(scope.zoneIds[Number(member.split('.')[1])] ?? ''),
  )
  // In the same time whether or not an instance of that id is there.
  if (left.length > 0) await lookEverywhere(request)
  return left
}
