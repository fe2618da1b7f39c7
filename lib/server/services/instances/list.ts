import 'server-only'
import type { Instance, LogpushSupport } from '@/lib/schemas/instance'
import type { List } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import { planName } from '@/lib/server/ibm/global-catalog'
import { singleton } from '@/lib/server/singleton'
import { fromAll } from '../admission/from-all'
import { Cache } from '../cache'
import { accountContext, aside } from '../gate'
import { listResources } from '../resources'

const plans = () => singleton('plans', () => new Cache<string | null>(60_000))

/**
 * The CIS instances of the account, or of all connections as far as the person sees a zone there; at most 60 s old. A plan
 * that the catalog can't name is null, never an error.
 */
export async function listInstances(ctx: ServiceContext): Promise<List<Instance>> {
  return fromAll(ctx, instancesOf)
}

async function instancesOf(ctx: ServiceContext): Promise<List<Instance>> {
  const resources = await listResources(ctx, 'internet-svcs')
  const items = await Promise.all(
    resources.items.map(async (resource) => {
      const plan = await planOf(ctx, resource.resource_plan_id)
      return {
        id: resource.guid,
        name: resource.name,
        plan,
        region: resource.region_id,
        state: resource.state,
        logpush: logpushSupport(plan),
      }
    }),
  )
  return { ...resources, items }
}

async function planOf(ctx: ServiceContext, planId: string | null): Promise<string | null> {
  if (!planId) return null
  return plans()
    .get(
      planId,
      (deadlineMs) => planName(accountContext({ ...ctx, deadlineMs }), planId),
      aside(ctx),
    )
    .then(
      ({ value }) => value,
      // A name that was read a moment ago is still the plan's.
      () => plans().kept(planId)?.value ?? null,
    )
}

/**
 * "Logging: Standard Next no, all Enterprise tiers yes" (IBM, plan-comparison). What a plan of another name can do
 * is not known here; IBM's answer to the jobs list then tells.
 */
export function logpushSupport(plan: string | null): LogpushSupport {
  if (plan === null) return 'unknown'
  if (/enterprise/i.test(plan)) return 'yes'
  if (/standard|free/i.test(plan)) return 'no'
  return 'unknown'
}
