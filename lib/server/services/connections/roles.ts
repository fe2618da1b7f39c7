import 'server-only'
import { challengeBody } from '@/lib/destinations/challenge'
import type { ConnectionRow } from '@/lib/server/db/connections'
import { UpstreamError } from '@/lib/server/errors'
import { validateChallenge } from '@/lib/server/ibm/cis'
import { someZone } from '@/lib/server/ibm/cis-zones'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { type OwnRoles, ownRoles } from '@/lib/server/ibm/iam-policies'
import type { CallContext } from '@/lib/server/ibm/token'
import { sideBySide } from '@/lib/server/side-by-side'

/** Creating and deleting jobs takes this; whoever has it may edit and read as well. Source: IBM, at_iam.md and iam.md. */
const needed = 'Manager'

type Place = { id: string; crn: string }

/** Instances that are asked about at once. */
const atOnce = 4

/**
 * On which instances a key's owner lacks the role that the dashboard needs to do all it offers. Policies that give it are
 * believed; where none does, access groups may, so IBM is asked by a call that changes nothing. What can't be found out is not
 * called lacking.
 */
export async function lacksOf(
  call: CallContext,
  owner: { accountId: string; iamId: string },
  instances: readonly Place[],
): Promise<ConnectionRow['lacks']> {
  const none: OwnRoles = () => null
  const byPolicy = await ownRoles(call, owner, 'internet-svcs').catch(() => none)
  const lacking = new Set<string>()
  const queue = instances.values()
  const worker = async () => {
    for (const instance of queue) {
      const role = byPolicy(instance.id)
      if (role === needed) continue
      if (await isLacking(call, instance, role !== null)) lacking.add(instance.id)
    }
  }
  await sideBySide(atOnce, worker)
  return instances
    .filter(({ id }) => lacking.has(id))
    .map(({ id }) => ({ instanceId: id, role: needed }))
}

/** `isLower`: a policy gives a lower role, which counts where there is no zone to ask by. */
async function isLacking(call: CallContext, { crn }: Place, isLower: boolean): Promise<boolean> {
  try {
    const zone = await someZone({ ...call, crn })
    if (zone === null) return isLower
    await validateChallenge({ ...call, crn }, zone.id, nowhere, 'not-a-token')
    return false
  } catch (error) {
    return error instanceof UpstreamError
      ? toAppError(error, { verb: 'validate' }).code === 'role_missing'
      : false
  }
}

/**
 * IBM asks a Manager's role for judging an ownership token (at_iam.md) and does nothing else then. That it looks at the
 * role before the token is unproven.
 */
const nowhere = challengeBody({
  kind: 'cos',
  auth: 'challenge',
  instanceId: '00000000-0000-4000-8000-000000000000',
  bucket: 'no-such-bucket',
  region: 'us-south',
})

/** What an administrator of the account runs to give the role. Source: IBM, CLI "ibmcloud iam". */
export function grantCommand(owner: string, role: string, instanceId: string): string {
  const what = `--roles ${role} --service-name internet-svcs --service-instance ${instanceId}`
  const [, kind, id = ''] = /^iam-(ServiceId|Profile)-(.*)$/.exec(owner) ?? []
  switch (kind) {
    case 'ServiceId':
      return `ibmcloud iam service-policy-create ServiceId-${id} ${what}`
    case 'Profile':
      return `ibmcloud iam trusted-profile-policy-create Profile-${id} ${what}`
    default:
      return `ibmcloud iam user-policy-create ${owner.includes('@') ? owner : '<e-mail of the key’s owner>'} ${what}`
  }
}
