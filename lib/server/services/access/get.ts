import 'server-only'
import { roleOf } from '@/lib/grants/decide'
import type { Access } from '@/lib/schemas/access'
import type { ServiceContext } from '@/lib/server/context'
import { ownRoles } from '@/lib/server/ibm/iam-policies'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { accountContext, aside, cisContext } from '../gate'

const cache = () => singleton('access', () => new Cache<Access>(60_000))

/**
 * The role that the person's own policies give on a CIS instance, at most 60 s old. A hint to be shown before an
 * attempt: access groups may give more, so it holds nothing back that IBM itself would judge. What can't be read is `null`.
 */
export async function getAccess(ctx: ServiceContext, instanceId: string): Promise<Access> {
  // By grants they have no role of IBM's.
  if (ctx.rights?.by === 'grants') {
    const granted = roleOf(ctx.rights.grants)
    return { role: null, ...(granted && { granted }) }
  }
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
