import 'server-only'
import type { SignedInContext } from '@/lib/server/context'
import { NotFoundError } from '@/lib/server/errors'
import type { CisContext } from '@/lib/server/ibm/cis'
import { singleton } from '@/lib/server/singleton'
import { callContext } from './call-context'
import { listResources } from './resources'

/** A CRN never changes, so it is remembered beyond the listing; what a person may do there is IBM's to say. */
const maxRemembered = 10_000
const crns = () => singleton('crns', () => new Map<string, string>())

/** The way to call one CIS instance in this person's name. Throws NotFoundError for an instance that is not theirs. */
export async function cisContext(ctx: SignedInContext, instanceId: string): Promise<CisContext> {
  const known = crns()
  const key = `${ctx.session.identity} ${instanceId}`
  let crn = known.get(key)
  if (crn === undefined) {
    const instances = await listResources(ctx, 'internet-svcs')
    crn = instances.find((instance) => instance.guid === instanceId)?.crn
    if (crn === undefined) throw new NotFoundError('instance')
    if (known.size >= maxRemembered) known.clear()
    known.set(key, crn)
  }
  return { ...callContext(ctx), crn }
}
