import type { SimInstance, SimPlan } from '../state.ts'
import { guid, hex } from './ids.ts'

export const ACCOUNT_ID = hex('account:nordlicht', 32)
export const ACCOUNT_NAME = 'Nordlicht Retail Group'
export const OTHER_ACCOUNT_ID = hex('account:partner', 32)
export const OTHER_ACCOUNT_NAME = 'Fjordmode Partner'

const plan = (name: string, displayName: string): SimPlan => ({
  id: guid(`plan:${name}`),
  name,
  displayName,
})

const ENTERPRISE = plan('enterprise-advanced', 'Enterprise Advanced')
const ESSENTIAL = plan('enterprise-essential', 'Enterprise Essential')
const STANDARD = plan('standard-next', 'Standard Next')
const COS_PLAN = plan('standard', 'Standard')
const LOGS_PLAN = plan('standard-logs', 'Standard')

/** The Global Catalog answers 404 for this one. */
const UNKNOWN_PLAN_ID = guid('plan:nobody-knows-it')

export const PLANS = [ENTERPRISE, ESSENTIAL, STANDARD, COS_PLAN, LOGS_PLAN]

function instance(
  service: string,
  name: string,
  region: string,
  planId: string,
  accountId = ACCOUNT_ID,
): SimInstance {
  const id = guid(`instance:${name}`)
  return {
    guid: id,
    crn: `crn:v1:bluemix:public:${service}:${region}:a/${accountId}:${id}::`,
    name,
    service,
    planId,
    region,
    resourceGroupId: hex(`group:${accountId}`, 32),
    state: 'active',
    accountId,
  }
}

export const CIS = {
  big: instance('internet-svcs', 'cis-prod-emea', 'global', ENTERPRISE.id),
  small: instance('internet-svcs', 'cis-stage', 'global', ESSENTIAL.id),
  standard: instance('internet-svcs', 'cis-web-legacy', 'global', STANDARD.id),
  unknownPlan: instance('internet-svcs', 'cis-lab', 'global', UNKNOWN_PLAN_ID),
}

export const FOREIGN_CIS = instance(
  'internet-svcs',
  'cis-partner',
  'global',
  ENTERPRISE.id,
  OTHER_ACCOUNT_ID,
)

export const COS = {
  logs: instance('cloud-object-storage', 'cos-edge-logs', 'global', COS_PLAN.id),
  backup: instance('cloud-object-storage', 'cos-backup', 'global', COS_PLAN.id),
}

export const CLOUD_LOGS = {
  frankfurt: instance('logs', 'logs-prod-eu-de', 'eu-de', LOGS_PLAN.id),
  london: instance('logs', 'logs-prod-eu-gb', 'eu-gb', LOGS_PLAN.id),
  dallas: instance('logs', 'logs-stage-us-south', 'us-south', LOGS_PLAN.id),
}

const OTHER_SERVICES = [
  'kms',
  'secrets-manager',
  'databases-for-postgresql',
  'databases-for-redis',
  'containers-kubernetes',
  'codeengine',
  'messagehub',
  'appid',
  'sysdig-monitor',
  'container-registry',
  'logs-router',
]
const REGIONS = ['eu-de', 'eu-gb', 'us-south', 'jp-tok']

/** More than one page of them, with what matters scattered over both pages. */
export function createInstances(): SimInstance[] {
  const others = Array.from({ length: 126 }, (_, index) => {
    const service = OTHER_SERVICES[index % OTHER_SERVICES.length] ?? 'kms'
    const region = REGIONS[index % REGIONS.length] ?? 'eu-de'
    return instance(service, `${service}-${region}-${index + 1}`, region, guid(`plan:${service}`))
  })
  const mine = [
    CIS.big,
    COS.logs,
    CLOUD_LOGS.frankfurt,
    CIS.standard,
    COS.backup,
    CLOUD_LOGS.london,
    {
      ...instance('internet-svcs', 'cis-old', 'global', STANDARD.id),
      state: 'pending_reclamation',
    },
    CLOUD_LOGS.dallas,
    CIS.small,
    CIS.unknownPlan,
  ]
  mine.forEach((it, index) => {
    others.splice(5 + index * 14, 0, it)
  })
  return [...others.map((it) => ({ ...it })), { ...FOREIGN_CIS }]
}
