import 'server-only'
import type { SignedInContext } from '@/lib/server/context'
import { listServiceInstances, type ServiceResource } from '@/lib/server/ibm/resource-controller'
import { singleton } from '@/lib/server/singleton'
import { Cache } from './cache'
import { callContext } from './call-context'

/** The services whose instances we look at, by the name in their CRN. */
export type ServiceName = 'internet-svcs' | 'cloud-object-storage' | 'logs'

const cache = () => singleton('resources', () => new Cache<ServiceResource[]>(60_000))

/** The account's instances of one service, at most 60 s old. One listing serves all three services. */
export async function listResources(
  ctx: SignedInContext,
  service: ServiceName,
): Promise<ServiceResource[]> {
  const all = await cache().get(ctx.session.identity, () => listServiceInstances(callContext(ctx)))
  return all.filter((resource) => resource.service === service)
}
