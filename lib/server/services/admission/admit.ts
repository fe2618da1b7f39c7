import 'server-only'
import { grantsOn, roleOf } from '@/lib/grants/decide'
import { type Grant, isAtLeast, isByName, isLive, reachOf, scopesOf } from '@/lib/grants/grant'
import { isForPeople, isOwn, leastRole, type Permission } from '@/lib/schemas/permission'
import type {
  Caller,
  Credential,
  RequestContext,
  ServiceContext,
  SignedInContext,
} from '@/lib/server/context'
import { AppError, NotFoundError } from '@/lib/server/errors'
import { answering } from './answering'
import { lookEverywhere, nameOfZone, zonesOf } from './directory'
import { notAllowed, notByToken } from './refusals'

/** Where a request wants to act: the ids of its path. */
export type Wanted = { instanceId?: string | undefined; zoneId?: string | undefined }

/** Stands for a right at IBM where there is none: whoever has no place has to ask for one (`reaches`). */
export const nobody: Credential = {
  id: '',
  iamId: '',
  accountId: '',
  owner: '',
  token: async () => {
    throw new AppError('internal', 'Internal error in this dashboard, not in IBM Cloud.', {
      cause: new Error('a call to IBM by somebody who has no right there'),
    })
  },
  renewToken: async () => '',
}

/**
 * Lets somebody in for what an operation is for, at the place that it names. Whoever has a right of their own at IBM goes
 * there with it, and IBM judges. Otherwise grants decide, and the connection that answers for the instance lends its right.
 * Throws NotFoundError of `what` for a place that is not seen, in the same way whether or not it is there;
 * `not_allowed` where it is seen and the role is too low; `connection_unusable`.
 */
export async function admit(
  request: RequestContext,
  caller: Caller,
  permission: Permission,
  wanted: Wanted = {},
  what = 'resource',
): Promise<SignedInContext> {
  const { idHash, expiresAtMs, principal, credential, rights, administers, via } = caller
  const ctx = {
    ...request,
    session: { idHash, expiresAtMs },
    principal,
    permission,
    administers,
    via,
    rights,
  }
  if (principal.kind === 'token' && isForPeople(permission)) throw notByToken()
  if (permission === 'administer' && administers === null) throw notAllowed('administrator')
  if (rights.by === 'ibm') return { ...ctx, credential: credential ?? nobody }
  const grants = rights.grants.filter((grant) => isLive(grant, Date.now()))
  const { instanceId, zoneId = null } = wanted
  if (instanceId === undefined || isOwn(permission)) {
    return { ...ctx, credential: nobody, rights: { by: 'grants', grants }, place: null }
  }
  const own = grants.filter((grant) => reachOf(grant, instanceId) !== 'none')
  const found = own.length === 0 ? null : await answering(request, instanceId)
  const counting = found && (await countingGrants(request, own, { ...found, instanceId, zoneId }))
  if (!found || !counting || counting.length === 0) {
    await lookAlike(request, grants)
    throw new NotFoundError(what)
  }
  const needs = leastRole(permission)
  const role = roleOf(counting)
  if (role === null || !isAtLeast(role, needs)) throw notAllowed(needs)
  return {
    ...ctx,
    credential: found.credential,
    connectionId: found.connectionId,
    rights: { by: 'grants', grants: counting },
    place: { instanceId, zoneId },
  }
}

type Place = Awaited<ReturnType<typeof answering>> & { instanceId: string; zoneId: string | null }

/**
 * Those that count at a place. That a zone is the instance's own is known from IBM's list of them, or from the grant that
 * names both; of an instance, that one zone is seen is enough.
 */
async function countingGrants(
  request: RequestContext,
  grants: readonly Grant[],
  place: Place,
): Promise<Grant[]> {
  const { instanceId, zoneId } = place
  if (zoneId === null) {
    if (!grants.every(isByName)) return [...grants]
    const zones = await zonesOf(request, place, instanceId)
    return grants.filter((grant) =>
      zones.some((zone) => grantsOn([grant], { instanceId, ...zone }, Date.now()).length > 0),
    )
  }
  const isNamed = (grant: Grant) =>
    scopesOf(grant).every(({ kind }) => kind === 'all' || kind === 'zones')
  const zone = { instanceId, zoneId, name: null }
  const byId = grantsOn(grants.filter(isNamed), zone, Date.now())
  if (grants.every(isNamed)) return byId
  const name = await nameOfZone(request, place, instanceId, zoneId)
  if (name === null) return byId
  return grantsOn(grants, { ...zone, name }, Date.now())
}

/**
 * Whoever sees zones by their names has to be refused in the same time for a zone that is not there as for one whose name
 * does not fit, in an instance that is there or not: each looks through all of them.
 */
async function lookAlike(request: RequestContext, grants: readonly Grant[]): Promise<void> {
  if (grants.some(isByName)) await lookEverywhere(request)
}

/** Whether a context stands for a right at IBM that is the principal's own. */
export const hasOwnRight = ({ rights }: Pick<ServiceContext, 'rights'>): boolean =>
  rights?.by !== 'grants'
