import 'server-only'
import type { Access } from '@/lib/schemas/access'
import type { SignedInContext } from '@/lib/server/context'
import { ownRole } from '@/lib/server/ibm/iam-policies'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { aside, callContext } from '../call-context'
import { cisContext } from '../cis-context'

const cache = () => singleton('access', () => new Cache<Access>(60_000))

/**
 * The role that the person's own policies give on a CIS instance, at most 60 s old. A hint to be shown before an
 * attempt: access groups may give more, so it never holds anything back. What can't be read is `null`.
 */
export async function getAccess(ctx: SignedInContext, instanceId: string): Promise<Access> {
  await cisContext(ctx, instanceId)
  const { session } = ctx
  const person = { accountId: session.account.id, iamId: session.user.id }
  return cache()
    .get(`${session.identity} ${instanceId}`, async () => ({
      role: await ownRole(callContext(aside(ctx)), person, 'internet-svcs', instanceId),
    }))
    .catch(() => ({ role: null }))
}
