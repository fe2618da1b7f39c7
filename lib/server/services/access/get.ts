import 'server-only'
import type { Access } from '@/lib/schemas/access'
import type { ServiceContext } from '@/lib/server/context'
import { ownRoles } from '@/lib/server/ibm/iam-policies'
import { singleton } from '@/lib/server/singleton'
import { hasOwnRight } from '../admission/admit'
import { Cache } from '../cache'
import { accountContext, aside, cisContext } from '../gate'

const cache = () => singleton('access', () => new Cache<Access>(60_000))

/**
 * The role that the person's own policies give on a CIS instance, at most 60 s old. A hint to be shown before an
 * attempt: access groups may give more, so it holds nothing back that IBM itself would judge. What can't be read is `null`.
 */
export async function getAccess(ctx: ServiceContext, instanceId: string): Promise<Access> {
  // What a person may do by grants is said on the zone; a role of IBM's they have none.
  if (!hasOwnRight(ctx)) return { role: null }
  await cisContext(ctx, instanceId)
  const { accountId, iamId, owner } = ctx.credential
  const person = { accountId, iamId }
  return cache()
    .get(
      `${owner} ${instanceId}`,
      async (deadlineMs) => {
        const call = accountContext({ ...ctx, deadlineMs })
        const roles = await ownRoles(call, person, 'internet-svcs')
        return { role: roles(instanceId) }
      },
      aside(ctx),
    )
    .then(
      ({ value }) => value,
      () => ({ role: null }),
    )
}
