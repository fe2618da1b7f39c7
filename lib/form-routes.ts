import { apiRoutes } from './routes'

const seg = encodeURIComponent

/** API paths that forms and some pages need, apart from those that most pages load (`routes.ts`). */
export const formRoutes = {
  moves: (instanceId: string, zoneId: string, jobId: string) =>
    `${apiRoutes.job(instanceId, zoneId, jobId)}/moves`,
  moveDecision: (instanceId: string, zoneId: string, jobId: string) =>
    `${formRoutes.moves(instanceId, zoneId, jobId)}/decision`,
  challenges: (instanceId: string, zoneId: string) =>
    `${apiRoutes.zone(instanceId, zoneId)}/ownership-challenges`,
  challengeRead: (instanceId: string, zoneId: string) =>
    `${formRoutes.challenges(instanceId, zoneId)}/read`,
  challengeValidate: (instanceId: string, zoneId: string) =>
    `${formRoutes.challenges(instanceId, zoneId)}/validate`,
  destinationTests: (instanceId: string, zoneId: string) =>
    `${apiRoutes.zone(instanceId, zoneId)}/destination-tests`,
  connections: () => '/api/connections',
  connection: (id: string) => `${formRoutes.connections()}/${seg(id)}`,
  connectionCheck: (id: string) => `${formRoutes.connection(id)}/check`,
  grants: (query?: string) => `/api/grants${query ? `?${query}` : ''}`,
  grant: (id: string) => `/api/grants/${seg(id)}`,
  reachableZones: () => '/api/grants/zones',
  accessDecision: (id: string) => `${apiRoutes.accessRequests()}/${seg(id)}/decision`,
  answerSeen: (id: string) => `${apiRoutes.accessRequests()}/${seg(id)}/seen`,
  change: (id: string) => `/api/change-requests/${seg(id)}`,
  changeDecision: (id: string) => `${formRoutes.change(id)}/decision`,
  changeSeen: (id: string) => `${formRoutes.change(id)}/seen`,
  /** `query`: a filter of the activity, and the format. */
  activityExport: (query: Record<string, string>) =>
    `/api/activity/export?${new URLSearchParams(query).toString()}`,
  overview: () => '/api/overview',
  overviewZones: (query: string) => `/api/overview/zones?${query}`,
  overviewExport: (query: Record<string, string>) =>
    `/api/overview/export?${new URLSearchParams(query).toString()}`,
  overviewSearch: (q: string) => `/api/overview/search?q=${seg(q)}`,
  savedViews: () => '/api/saved-views',
  savedView: (id: string) => `${formRoutes.savedViews()}/${seg(id)}`,
  coverage: (instanceId: string, zoneId: string, dataset: string) =>
    `${apiRoutes.zone(instanceId, zoneId)}/coverage/${seg(dataset)}`,
  gapsExport: (query: Record<string, string>) =>
    `/api/gaps/export?${new URLSearchParams(query).toString()}`,
  alerts: (isOpen: boolean, cursor: string | null) =>
    `/api/alerts?open=${isOpen}${cursor ? `&cursor=${seg(cursor)}` : ''}`,
  alert: (id: string) => `/api/alerts/${seg(id)}`,
  alertAcknowledge: (id: string) => `${formRoutes.alert(id)}/acknowledge`,
  alertRules: () => '/api/alert-rules',
  alertRule: (id: string) => `/api/alert-rules/${seg(id)}`,
  alertChannels: () => '/api/alert-channels',
  alertChannel: (id: string) => `/api/alert-channels/${seg(id)}`,
  alertChannelTest: (id: string) => `${formRoutes.alertChannel(id)}/test`,
  alertDeliveries: (cursor: string | null) =>
    `/api/alert-deliveries${cursor ? `?cursor=${seg(cursor)}` : ''}`,
  tokens: () => '/api/tokens',
  token: (id: string) => `${formRoutes.tokens()}/${seg(id)}`,
  keyDetails: () => '/api/destination-keys/inspect',
  instancesByKey: () => '/api/destination-keys/instances',
  bucketsByKey: () => '/api/destination-keys/buckets',
  cosInstances: () => '/api/cos-instances',
  buckets: (cosInstanceId: string) => `/api/cos-instances/${seg(cosInstanceId)}/buckets`,
}
