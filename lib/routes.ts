import { homePath } from './home'

/** Builds every href and API path of the product; nothing else writes one by hand. */
const seg = encodeURIComponent

/** Behind the `#` of an edit page's address: where the key is to be typed. */
export const keyAnchor = 'key'

/** Of the edit form: its part about the logs has the focus when the page opens. */
export const logsAnchor = 'logs'

export const routes = {
  /** Where one begins: the overview. `filter`: of its coverage. */
  home: (filter: Record<string, string> = {}) => {
    const query = new URLSearchParams(filter).toString()
    return query ? `${homePath}?${query}` : homePath
  },
  zones: (instanceId?: string) => (instanceId ? `/zones?instance=${seg(instanceId)}` : '/zones'),
  signIn: (returnTo?: string) => (returnTo ? `/sign-in?returnTo=${seg(returnTo)}` : '/sign-in'),
  /** `error`: why a sign-in came to nothing. */
  signInAgain: (error: string, returnTo: string) =>
    returnTo === homePath
      ? `/sign-in?error=${seg(error)}`
      : `/sign-in?error=${seg(error)}&returnTo=${seg(returnTo)}`,
  zone: (instanceId: string, zoneId: string) =>
    `/instances/${seg(instanceId)}/zones/${seg(zoneId)}`,
  newJob: (instanceId: string, zoneId: string, step?: string) =>
    `${routes.zone(instanceId, zoneId)}/jobs/new${step ? `?step=${seg(step)}` : ''}`,
  job: (instanceId: string, zoneId: string, jobId: string) =>
    `${routes.zone(instanceId, zoneId)}/jobs/${seg(jobId)}`,
  editJob: (instanceId: string, zoneId: string, jobId: string) =>
    `${routes.job(instanceId, zoneId, jobId)}/edit`,
  /** The edit page, at the field of the destination's key. */
  replaceKey: (instanceId: string, zoneId: string, jobId: string) =>
    `${routes.editJob(instanceId, zoneId, jobId)}#${keyAnchor}`,
  /** The edit page, at what is sent. */
  editLogs: (instanceId: string, zoneId: string, jobId: string) =>
    `${routes.editJob(instanceId, zoneId, jobId)}#${logsAnchor}`,
  /** `to`: the same bucket and folder, by a key. */
  moveJob: (instanceId: string, zoneId: string, jobId: string, to?: 'key') =>
    `${routes.job(instanceId, zoneId, jobId)}/move${to ? `?to=${to}` : ''}`,
  /** All jobs of a zone that are left of Log Analysis, or that hang on the ownership challenge. */
  moveJobs: (instanceId: string, zoneId: string, which: 'leftovers' | 'challenges') =>
    `${routes.zone(instanceId, zoneId)}/jobs/move?which=${which}`,
  changes: () => '/changes',
  change: (id: string) => `/changes/${seg(id)}`,
  activity: (filter: Record<string, string> = {}) => {
    const query = new URLSearchParams(filter).toString()
    return query ? `/activity?${query}` : '/activity'
  },
  access: (tab?: string) => (tab ? `/access?tab=${seg(tab)}` : '/access'),
  /** `wanted`: what the form begins with. */
  requestAccess: (wanted: { zone?: string; role?: 'viewer' | 'editor' } = {}) => {
    const query = new URLSearchParams(wanted).toString()
    return query ? `/access/request?${query}` : '/access/request'
  },
  tokens: () => '/tokens',
  alerts: (tab?: string) => (tab ? `/alerts?tab=${seg(tab)}` : '/alerts'),
}

export const apiRoutes = {
  changeSummary: () => '/api/change-requests/summary',
  changes: (filter: Record<string, string>) =>
    `/api/change-requests?${new URLSearchParams(filter).toString()}`,
  session: () => '/api/session',
  /** These two are opened, not fetched: they lead to the identity provider. */
  oidcStart: (returnTo: string) => `/api/auth/oidc/start?returnTo=${seg(returnTo)}`,
  oidcSignOut: () => '/api/auth/oidc/sign-out',
  oidcCallback: () => '/api/auth/oidc/callback',
  instances: () => '/api/instances',
  zones: (instanceId: string) => `/api/instances/${seg(instanceId)}/zones`,
  access: (instanceId: string) => `/api/instances/${seg(instanceId)}/access`,
  zone: (instanceId: string, zoneId: string) => `${apiRoutes.zones(instanceId)}/${seg(zoneId)}`,
  retention: (instanceId: string, zoneId: string) =>
    `${apiRoutes.zone(instanceId, zoneId)}/retention`,
  fields: (instanceId: string, zoneId: string, dataset: string) =>
    `${apiRoutes.zone(instanceId, zoneId)}/datasets/${seg(dataset)}/fields`,
  jobs: (instanceId: string, zoneId: string) => `${apiRoutes.zone(instanceId, zoneId)}/jobs`,
  job: (instanceId: string, zoneId: string, jobId: string) =>
    `${apiRoutes.jobs(instanceId, zoneId)}/${seg(jobId)}`,
  zoneHistory: (instanceId: string, zoneId: string) =>
    `${apiRoutes.zone(instanceId, zoneId)}/history`,
  history: (instanceId: string, zoneId: string, jobId: string) =>
    `${apiRoutes.job(instanceId, zoneId, jobId)}/history`,
  people: (instanceId: string, zoneId: string) => `${apiRoutes.zone(instanceId, zoneId)}/people`,
  cloudLogsInstances: () => '/api/cloud-logs-instances',
  recentZones: () => '/api/recent-zones',
  overviewStatus: () => '/api/overview/status',
  accessRequests: () => '/api/access-requests',
  activityOfRequest: (requestId: string) => `/api/activity/requests/${seg(requestId)}`,
  activityCheck: () => '/api/activity/check',
  activity: (query: string) => `/api/activity${query ? `?${query}` : ''}`,
}
