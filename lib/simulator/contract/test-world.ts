import type { SimContext } from '../context.ts'
import type { SimFaults } from '../faults/types.ts'
import { createReceivers } from '../receivers/receivers.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import type { SimBucket, SimIdentity, SimInstance, SimJob, SimState, SimZone } from '../state.ts'

export const START = Date.UTC(2026, 4, 1, 12, 0, 0)
const ACCOUNT = 'FAKE-account'
export const COS = '00000000-0000-4000-8000-0000000000c1'
export const LOGS = '00000000-0000-4000-8000-0000000000d1'
export const CIS = '00000000-0000-4000-8000-0000000000a1'
const ZONE = '0123456789abcdef0123456789abcdef'

export function identity(name: string, over: Partial<SimIdentity> = {}): SimIdentity {
  return {
    iamId: `iam-${name}`,
    kind: 'serviceId',
    name,
    email: '',
    accountId: ACCOUNT,
    cisRoles: {},
    bucketRoles: {},
    senderOn: [],
    ...over,
  }
}

export function bucket(name: string, over: Partial<SimBucket> = {}): SimBucket {
  return {
    name,
    instanceGuid: COS,
    location: 'eu-de',
    storageClass: 'smart',
    createdAt: START,
    cisMayWrite: false,
    firewall: false,
    unlisted: false,
    objects: new Map(),
    ...over,
  }
}

export function instance(guid: string, service: string, over: Partial<SimInstance> = {}) {
  const region = over.region ?? 'eu-de'
  return {
    guid,
    crn: `crn:v1:bluemix:public:${service}:${region}:a/${ACCOUNT}:${guid}::`,
    name: service,
    service,
    planId: 'FAKE-plan',
    region,
    resourceGroupId: 'FAKE-group',
    state: 'active',
    accountId: ACCOUNT,
    ...over,
  } satisfies SimInstance
}

const FIELDS: Record<string, string> = {
  ClientIP: 'string; IP address of the client',
  ClientRequestHost: 'string; Host requested',
  ClientRequestMethod: 'string; HTTP method',
  ClientRequestURI: 'string; URI requested',
  EdgeEndTimestamp: 'int or string; When the edge finished',
  EdgeResponseBytes: 'int; Size of the answer',
  EdgeResponseStatus: 'int; Status code',
  EdgeStartTimestamp: 'int or string; When the edge received the request',
  RayID: 'string; ID of the request',
  CacheResponseBytes: 'int; Bytes from the cache',
  EdgeServerIP: 'string; IP of the edge',
  WorkerSubrequest: 'bool; Whether it came from a Worker',
  RequestHeaders: 'map[string]string; Chosen headers',
  MatchIDs: 'array[string]; Rules that matched',
}

/** A small world and a clock: tokens are the identities' ids. */
export function createWorld() {
  let now = START
  const zone: SimZone = {
    id: ZONE,
    instanceGuid: CIS,
    name: 'shop.example',
    status: 'active',
    paused: false,
    createdAt: START,
    retention: true,
    traffic: { http_requests: 2 },
  }
  const state: SimState = {
    identities: new Map(),
    apiKeys: [],
    accounts: new Map(),
    removed: new Set(),
    passcodes: new Map(),
    passcodesWithoutAccount: new Set(),
    sessions: new Map(),
    usedPasscodes: new Set(),
    instances: [
      instance(COS, 'cloud-object-storage', { region: 'global' }),
      instance(LOGS, 'logs'),
      instance(CIS, 'internet-svcs', { region: 'global' }),
    ],
    plans: new Map(),
    zones: new Map([[ZONE, zone]]),
    jobs: new Map(),
    buckets: new Map(),
    logLines: new Map(),
    fields: new Map([['http_requests', new Map(Object.entries(FIELDS))]]),
    refusingHosts: new Map(),
    deadHosts: new Set(),
    filesElsewhere: [],
    provenPlaces: new Set(),
    nextJobId: 1,
  }
  const down = new Map<string, string>()
  const unused = (): never => {
    throw new Error('not part of this world')
  }
  const faults: SimFaults = {
    add: unused,
    remove: unused,
    clear: unused,
    list: unused,
    destinationDown: (conf) => [...down].find(([part]) => conf.includes(part))?.[1] ?? null,
  }
  const receivers = createReceivers({ now: () => now, take: () => [] })
  const ctx: SimContext = {
    state,
    settings: DEFAULT_SETTINGS,
    now: () => now,
    authenticate(request) {
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
      return state.identities.get(token ?? '') ?? null
    },
    signOwnershipToken: unused,
    verifyOwnershipToken: unused,
    faults,
    receivers,
  }

  return {
    receivers,
    ctx,
    state,
    zone,
    /** Destinations that do not answer: a part of the text, to the reason. */
    down,
    advance(ms: number) {
      now += ms
    },
    addIdentity(name: string, over: Partial<SimIdentity> = {}): SimIdentity {
      const added = identity(name, over)
      state.identities.set(added.iamId, added)
      return added
    },
    /** An identity with an API key; returns the key's value. */
    addKey(name: string, over: Partial<SimIdentity> = {}): string {
      const { iamId } = this.addIdentity(name, over)
      const value = `FAKE-key-of-${name}`
      state.apiKeys.push({
        id: `ApiKey-${name}`,
        name,
        value,
        iamId,
        createdAt: START,
        expiresAt: null,
        disabled: false,
        locked: false,
      })
      return value
    },
    addBucket(name: string, over: Partial<SimBucket> = {}): SimBucket {
      const added = bucket(name, over)
      state.buckets.set(name, added)
      return added
    },
    addJob(destinationConf: string, over: Partial<SimJob> = {}): SimJob {
      const job: SimJob = {
        id: state.nextJobId++,
        zoneId: ZONE,
        name: 'a-job',
        enabled: true,
        dataset: 'http_requests',
        frequency: 'high',
        logpullOptions: 'fields=RayID,EdgeStartTimestamp&timestamps=rfc3339',
        destinationConf,
        createdAt: START,
        lastComplete: null,
        lastError: null,
        errorMessage: null,
        failingSince: null,
        silent: false,
        ...over,
      }
      state.jobs.set(job.id, job)
      return job
    },
  }
}
