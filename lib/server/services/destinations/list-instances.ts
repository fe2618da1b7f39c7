import 'server-only'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { List, Through } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import type { ServiceName, WireInstance } from '@/lib/server/ibm/resource-controller'
import { hasOwnRight } from '../admission/admit'
import { listed } from '../listed'
import { listResources } from '../resources'
import { listBucketsBy } from './list-buckets'
import { hasBucketsByName, isAllowed, isInstanceNamed, type Way, waysOf } from './reach'

type Reached = List<ServiceInstance> & { through: Through }

/** The Object Storage instances that somebody sees. Their buckets have regions of their own; the instance is global. */
export function listCosInstances(ctx: ServiceContext): Promise<Reached> {
  return list(ctx, 'cloud-object-storage')
}

/** The Cloud Logs instances that somebody sees, with the region to send to. */
export function listCloudLogsInstances(ctx: ServiceContext): Promise<Reached> {
  return list(ctx, 'logs')
}

type Service = Extract<ServiceName, 'cloud-object-storage' | 'logs'>

/**
 * Those of the account, for whoever has a right of their own there. Others see, through the connections, what is allowed to
 * them by name; who is allowed nothing gets an empty list that says so.
 */
async function list(ctx: ServiceContext, service: Service): Promise<Reached> {
  if (hasOwnRight(ctx)) {
    const resources = await listResources(ctx, service)
    return { ...resources, items: resources.items.map(toInstance), through: 'own' }
  }
  const ways = await waysOf(ctx, service === 'logs' ? 'cloudLogs' : 'cos')
  const parts = await Promise.allSettled(ways.map((way) => listBy(way, service)))
  const lists = parts.filter((part) => part.status === 'fulfilled').map(({ value }) => value)
  const failed = parts.find((part) => part.status === 'rejected')
  if (failed && lists.length === 0) throw failed.reason
  const asOf = Math.min(Date.now(), ...lists.map((one) => Date.parse(one.asOf)))
  const items = new Map(lists.flatMap((one) => one.items.map((item) => [item.id, item] as const)))
  const isPartial = failed !== undefined || lists.some(({ partial }) => partial)
  return {
    ...listed([...items.values()], asOf, isPartial),
    through: ways.length === 0 ? 'none' : 'connection',
  }
}

async function listBy(way: Way, service: Service): Promise<List<ServiceInstance>> {
  const resources = await listResources(way.ctx, service)
  const seen = await Promise.all(
    resources.items.map(
      async ({ guid }) => isInstanceNamed(way, guid) || (await hasAllowedBucket(way, guid)),
    ),
  )
  return { ...resources, items: resources.items.filter((_, at) => seen[at]).map(toInstance) }
}

/** A bucket that is allowed by its name shows the instance that it lies in. What can't be listed shows nothing. */
async function hasAllowedBucket(way: Way, instanceId: string): Promise<boolean> {
  if (!hasBucketsByName(way)) return false
  const buckets = await listBucketsBy(way.ctx, instanceId).catch(() => null)
  const place = (bucket: string) => ({ kinds: ['cos'], instanceId, bucket })
  return buckets?.items.some(({ name }) => isAllowed(way, place(name))) ?? false
}

export function toInstance({ guid, name, region_id }: WireInstance): ServiceInstance {
  return { id: guid, name, region: region_id }
}
