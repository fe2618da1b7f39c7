import 'server-only'
import type { List } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import type { Listed } from '@/lib/server/ibm/listed'
import {
  listServiceInstances,
  type ServiceName,
  type WireInstance,
} from '@/lib/server/ibm/resource-controller'
import { singleton } from '@/lib/server/singleton'
import { Cache } from './cache'
import { accountContext } from './gate'
import { listed } from './listed'

const services = ['internet-svcs', 'cloud-object-storage', 'logs'] as const

const cache = () => singleton('resources', () => new Cache<Listed<WireInstance>>(60_000))

/** The account's instances of one service, at most 60 s old. One listing serves all three services. */
export async function listResources(
  ctx: ServiceContext,
  service: ServiceName,
): Promise<List<WireInstance>> {
  const { value, readAt } = await cache().get(
    ctx.credential.owner,
    (deadlineMs) => listServiceInstances(accountContext({ ...ctx, deadlineMs }), services),
    ctx,
  )
  const items = value.items.filter((resource) => resource.service === service)
  return listed(items, readAt, value.isPartial)
}
