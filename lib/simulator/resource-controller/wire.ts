import { createHash } from 'node:crypto'
import type { SimInstance } from '../state.ts'

/**
 * Catalog ids of services. CIS: seen in openshift/installer; Object Storage: IBM's billing page. The others are made up, as
 * no document names them.
 */
const RESOURCE_IDS: Record<string, string> = {
  'internet-svcs': '75874a60-cb12-11e7-948e-37ac098eb1b9',
  'cloud-object-storage': 'dff97f5c-bc5e-4455-b470-411c3edbe49c',
}

function resourceIdOf(service: string): string {
  const known = RESOURCE_IDS[service]
  if (known) return known
  const hex = createHash('sha256').update(`service:${service}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Form: IBM platform-services resource-controller/v2, ResourceInstance. */
export function toWireInstance(instance: SimInstance) {
  const groupCrn = `crn:v1:bluemix:public:resource-controller::a/${instance.accountId}::resource-group:${instance.resourceGroupId}`
  return {
    id: instance.crn,
    guid: instance.guid,
    url: `/v2/resource_instances/${instance.guid}`,
    created_at: '2024-02-06T09:12:44.000Z',
    updated_at: '2026-05-18T13:40:02.000Z',
    deleted_at: null,
    created_by: 'IBMid-5500ADM1N0',
    name: instance.name,
    region_id: instance.region,
    account_id: instance.accountId,
    reseller_channel_id: '',
    resource_plan_id: instance.planId,
    resource_group_id: instance.resourceGroupId,
    resource_group_crn: groupCrn,
    target_crn: `crn:v1:bluemix:public:globalcatalog::::deployment:${instance.planId}%3A${instance.region}`,
    crn: instance.crn,
    state: instance.state,
    type: 'service_instance',
    sub_type: instance.service,
    resource_id: resourceIdOf(instance.service),
    dashboard_url: `/services/${instance.service}/${encodeURIComponent(instance.crn)}`,
    last_operation: { type: 'create', state: 'succeeded', async: false, description: null },
    resource_aliases_url: `/v2/resource_instances/${instance.guid}/resource_aliases`,
    locked: false,
    extensions: {},
    allow_cleanup: false,
  }
}
