import 'server-only'
import { LRUCache } from 'lru-cache'
import { type Permission, partsOf } from '@/lib/schemas/permission'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { AppError, NotFoundError } from '@/lib/server/errors'
import type { CisContext } from '@/lib/server/ibm/cis'
import type { CallContext } from '@/lib/server/ibm/token'
import { singleton } from '@/lib/server/singleton'
import { listResources } from './resources'

// Nothing reaches IBM but through here: whoever asks, be it a route, a page's first reading or work in the background.

/**
 * Whether the context was made for anything, and for this place. Somebody with a right of their own at IBM may do what IBM lets
 * them, so IBM's answer decides; all others were let in for one place (`admission/admit.ts`) and get no further.
 */
function permit({ permission, rights, place }: ServiceContext, wanted?: Place): void {
  const isThere =
    rights?.by !== 'grants' ||
    (place != null &&
      (wanted === undefined ||
        (place.instanceId === wanted.instanceId &&
          (wanted.zoneId === undefined || place.zoneId === wanted.zoneId))))
  if (permission && isThere) return
  throw new AppError('internal', 'Internal error in this dashboard, not in IBM Cloud.', {
    cause: new Error('a way to IBM beside the place that somebody was let in for'),
  })
}

type Place = { instanceId: string; zoneId?: string }

/** Throws unless the context was made for this: a change is never carried out by an operation that only reads. */
export function assertPermission(ctx: ServiceContext, needed: Permission): void {
  permit(ctx)
  if (ctx.permission === needed || partsOf[ctx.permission]?.includes(needed)) return
  throw new AppError('internal', 'Internal error in this dashboard, not in IBM Cloud.', {
    cause: new Error(`needs ${needed}, was let in for ${ctx.permission}`),
  })
}

/** The way to IBM's services of an account (resources, IAM, Object Storage), within the request's time. */
export function accountContext(ctx: ServiceContext): CallContext {
  permit(ctx)
  const { credential, deadlineMs, requestId, priority, share } = ctx
  return {
    token: ({ rejected }) =>
      rejected === undefined ? credential.token() : credential.renewToken(rejected),
    identity: credential.iamId,
    deadlineMs,
    requestId,
    ...(priority && { priority }),
    ...(share && { share }),
  }
}

/** A CRN never changes, so it is remembered beyond the listing; what a person may do there is IBM's to say. */
const crns = () => singleton('crns', () => new LRUCache<string, string>({ max: 10_000 }))

/** The way to one zone of a CIS instance. Throws NotFoundError for an instance that its account does not show. */
export function zoneContext(
  ctx: ServiceContext,
  { instanceId, zoneId }: ZonePlace,
): Promise<CisContext> {
  permit(ctx, { instanceId, zoneId })
  return cisContext(ctx, instanceId)
}

/** The way to a CIS instance as a whole: its list of zones. */
export async function cisContext(ctx: ServiceContext, instanceId: string): Promise<CisContext> {
  permit(ctx, { instanceId })
  const call = accountContext(ctx)
  const known = crns()
  const key = `${ctx.credential.owner} ${instanceId}`
  let crn = known.get(key)
  if (crn === undefined) {
    const { items } = await listResources(ctx, 'internet-svcs')
    crn = items.find((instance) => instance.guid === instanceId)?.crn
    if (crn === undefined) throw new NotFoundError('instance')
    known.set(key, crn)
  }
  return { ...call, crn }
}

/** What an answer can do without (a plan's name, a list of fields) may not keep it waiting for longer. */
const sideQuestionMs = 4_000

/** The same request with little time, for a question whose answer is only good to have. */
export function aside<Context extends ServiceContext>(ctx: Context): Context {
  return { ...ctx, deadlineMs: Math.min(ctx.deadlineMs, Date.now() + sideQuestionMs) }
}
