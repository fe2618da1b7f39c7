import 'server-only'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { List } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import type { ServiceName } from '@/lib/server/ibm/resource-controller'
import { listResources } from '../resources'

/** The account's Object Storage instances. Their buckets have regions of their own; the instance is global. */
export function listCosInstances(ctx: ServiceContext): Promise<List<ServiceInstance>> {
  return list(ctx, 'cloud-object-storage')
}

/** The account's Cloud Logs instances with the region to send to. */
export function listCloudLogsInstances(ctx: ServiceContext): Promise<List<ServiceInstance>> {
  return list(ctx, 'logs')
}

async function list(ctx: ServiceContext, service: ServiceName): Promise<List<ServiceInstance>> {
  const resources = await listResources(ctx, service)
  const items = resources.items.map(({ guid, name, region_id }) => ({
    id: guid,
    name,
    region: region_id,
  }))
  return { ...resources, items }
}
