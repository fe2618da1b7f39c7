import type { ZonePlace } from '@/lib/schemas/zone'

/** Every query key, tenant first, broad to narrow. Nothing else writes one. */
export const keys = {
  session: ['session'] as const,
  instances: ['cis', 'instances'] as const,
  inInstance: (instanceId: string) => ['cis', instanceId] as const,
  inZone: (instanceId: string, zoneId: string) => ['cis', instanceId, 'zones', zoneId] as const,
  access: (instanceId: string) => ['cis', instanceId, 'access'] as const,
  recentZones: ['cis', 'recent-zones'] as const,
  zones: (instanceId: string) => ['cis', instanceId, 'zones'] as const,
  zone: (instanceId: string, zoneId: string) =>
    ['cis', instanceId, 'zones', zoneId, 'detail'] as const,
  fields: (instanceId: string, zoneId: string, dataset: string) =>
    ['cis', instanceId, 'zones', zoneId, 'fields', dataset] as const,
  jobs: (instanceId: string, zoneId: string) =>
    ['cis', instanceId, 'zones', zoneId, 'jobs'] as const,
  jobList: (instanceId: string, zoneId: string) =>
    [...keys.jobs(instanceId, zoneId), 'list'] as const,
  job: (instanceId: string, zoneId: string, jobId: string) =>
    [...keys.jobs(instanceId, zoneId), jobId] as const,
  cosInstances: ['cos', 'instances'] as const,
  buckets: (cosInstanceId: string) => ['cos', cosInstanceId, 'buckets'] as const,
  cloudLogsInstances: ['cloud-logs', 'instances'] as const,
  connections: ['connections'] as const,
  grants: ['grants'] as const,
  grantList: (words: string, limit: number) => ['grants', 'list', words, limit] as const,
  reachableZones: ['grants', 'zones'] as const,
  people: (instanceId: string, zoneId: string) => ['grants', 'people', instanceId, zoneId] as const,
  accessRequests: ['access-requests'] as const,
  tokens: ['tokens'] as const,
  alerts: ['alerts'] as const,
  alertList: (isOpen: boolean) => ['alerts', 'list', isOpen] as const,
  alert: (id: string) => ['alerts', 'one', id] as const,
  alertRules: ['alerts', 'rules'] as const,
  alertChannels: ['alerts', 'channels'] as const,
  alertDeliveries: ['alerts', 'deliveries'] as const,
  outcome: (requestId: string) => ['outcome', requestId] as const,
  activity: ['activity'] as const,
  activityList: (filter: Record<string, string>) => ['activity', filter] as const,
  overview: ['overview'] as const,
  overviewSummary: ['overview', 'summary'] as const,
  savedViews: ['saved-views'] as const,
  overviewStatus: ['overview', 'status'] as const,
  overviewZones: (filter: Record<string, string>, pageSize: number) =>
    ['overview', 'zones', filter, pageSize] as const,
  overviewSight: ['overview', 'sight'] as const,
  history: (instanceId: string, zoneId: string, jobId: string) =>
    ['overview', 'history', instanceId, zoneId, jobId] as const,
  zoneHistory: (instanceId: string, zoneId: string) =>
    ['overview', 'zone-history', instanceId, zoneId] as const,
  changes: ['changes'] as const,
  changeSummary: ['changes', 'summary'] as const,
  changeList: (filter: Record<string, string>) => ['changes', 'list', filter] as const,
  change: (id: string) => ['changes', 'one', id] as const,
  activityCheck: ['activity-check'] as const,
  latestActivity: (filter: Record<string, string>) => ['activity', 'latest', filter] as const,
}

/** The zone whose list of jobs is kept under this key; null: something else is. */
export function placeOfJobList(key: readonly unknown[]): ZonePlace | null {
  const [, instanceId, , zoneId] = key
  if (typeof instanceId !== 'string' || typeof zoneId !== 'string') return null
  const own = keys.jobList(instanceId, zoneId)
  const isOne = key.length === own.length && own.every((part, index) => part === key[index])
  return isOne ? { instanceId, zoneId } : null
}
