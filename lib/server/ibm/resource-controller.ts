import 'server-only'
import { env } from '@/lib/server/env'
import { parseCrn } from './crn'
import type { Listed } from './listed'
import { readResourcePages } from './resource-pages'
import type { CallContext } from './token'
import { isObject } from './upstream-message'

/** The service segment of a CRN. Cloud Logs' `resource_id` is in none of the sources, so services are told apart by this. */
export type ServiceName = 'internet-svcs' | 'cloud-object-storage' | 'logs'

export type WireInstance = {
  /** Lower case. */
  guid: string
  crn: string
  service: string
  name: string
  /** `global` for CIS and Object Storage. */
  region_id: string
  /** Looked up in the Global Catalog; null when not given. */
  resource_plan_id: string | null
  resource_group_id: string | null
  account_id: string
  /** active, provisioning, …; '' when not given. */
  state: string
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

function readInstance(value: unknown): WireInstance | null {
  if (!isObject(value)) return null
  const crn = textOf(value.crn) ?? textOf(value.id)
  const parts = crn === null ? null : parseCrn(crn)
  const guid = textOf(value.guid) ?? textOf(parts?.instanceId)
  if (crn === null || parts === null || guid === null) return null
  return {
    guid: guid.toLowerCase(),
    crn,
    service: parts.service,
    name: textOf(value.name) ?? guid,
    region_id: textOf(value.region_id) ?? parts.region,
    resource_plan_id: textOf(value.resource_plan_id),
    resource_group_id: textOf(value.resource_group_id),
    account_id: textOf(value.account_id) ?? parts.accountId,
    state: textOf(value.state) ?? '',
  }
}

/** Largest page; that IBM allows no more is unproven. */
const perPage = 100
const maxPages = 200

/**
 * The account's service instances, all pages, of the given services only (all services when none is given), each
 * once. IBM's default states: active and provisioning. Partial beyond 20,000, or where IBM's pages lead back to one
 * that was read. Rejects with UpstreamError.
 */
export async function listServiceInstances(
  context: CallContext,
  services: readonly ServiceName[] = [],
): Promise<Listed<WireInstance>> {
  const all = await readResourcePages(
    context,
    {
      endpoint: env().IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT,
      service: 'resources',
      path: '/v2/resource_instances',
      query: { type: 'service_instance', limit: perPage },
      maxPages,
    },
    readInstance,
    ({ crn }) => crn,
  )
  if (services.length === 0) return all
  const wanted: readonly string[] = services
  return { ...all, items: all.items.filter((one) => wanted.includes(one.service)) }
}
