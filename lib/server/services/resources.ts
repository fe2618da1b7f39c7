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

const services = ['internet-svcs', 'cloud-object-storage', 'logs'] as const

const cache = () => singleton('resources', () => new Cache<WireInstance[]>(60_000))

/** The account's instances of one service, at most 60 s old. One listing serves all three services. */
export async function listResources(
  ctx: ServiceContext,
  service: ServiceName,
): Promise<WireInstance[]> {
  const { value } = await cache().get(
    ctx.credential.owner,
    (deadlineMs) => listServiceInstances(accountContext({ ...ctx, deadlineMs }), services),
    ctx,
  )
  return value.filter((resource) => resource.service === service)
}
