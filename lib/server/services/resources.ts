import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import {
  listServiceInstances,
  type ServiceName,
  type WireInstance,
} from '@/lib/server/ibm/resource-controller'
import { singleton } from '@/lib/server/singleton'
import { Cache } from './cache'
import { accountContext } from './gate'

const cache = () => singleton('resources', () => new Cache<WireInstance[]>(60_000))

/** The account's instances of one service, at most 60 s old. One listing serves all three services. */
export async function listResources(
  ctx: ServiceContext,
  service: ServiceName,
): Promise<WireInstance[]> {
  const all = await cache().get(ctx.credential.owner, () =>
    listServiceInstances(accountContext(ctx), ['internet-svcs', 'cloud-object-storage', 'logs']),
  )
  return all.filter((resource) => resource.service === service)
}
