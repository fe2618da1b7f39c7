import { DNS_LOGS_FIELDS } from '../cis/fields-dns-logs.ts'
import { FIREWALL_EVENTS_FIELDS } from '../cis/fields-firewall-events.ts'
import { HTTP_REQUESTS_FIELDS } from '../cis/fields-http-requests.ts'
import { RANGE_EVENTS_FIELDS } from '../cis/fields-range-events.ts'
import type { SimState } from '../state.ts'
import { createBuckets } from './buckets.ts'
import {
  createAccounts,
  createApiKeys,
  IDENTITIES,
  PASSCODES,
  PASSCODES_WITHOUT_ACCOUNT,
  USED_PASSCODE,
} from './identities.ts'
import { CLOUD_LOGS, createInstances, PLANS } from './instances.ts'
import { createJobs, DEAD_HOSTS, FIRST_JOB_ID, PROVEN_PLACES } from './jobs.ts'
import { createZones } from './zones.ts'

/** By name: how many zones the big instance has. */
export const SEEDS = { default: 214, thousand: 1000 } as const

export type SeedName = keyof typeof SEEDS

export function isSeedName(name: string): name is SeedName {
  return Object.hasOwn(SEEDS, name)
}

/** A fresh account; the same for the same seed, times being counted back from `nowMs`. */
export function createState(seed: SeedName, nowMs: number): SimState {
  const zones = createZones(SEEDS[seed], nowMs)
  const jobs = createJobs(zones, nowMs)
  return {
    identities: new Map(IDENTITIES.map((identity) => [identity.iamId, structuredClone(identity)])),
    apiKeys: createApiKeys(nowMs),
    accounts: new Map(createAccounts(nowMs).map((account) => [account.id, account])),
    removed: new Set(),
    passcodes: new Map([...PASSCODES, ...PASSCODES_WITHOUT_ACCOUNT]),
    passcodesWithoutAccount: new Set(PASSCODES_WITHOUT_ACCOUNT.keys()),
    sessions: new Map(),
    usedPasscodes: new Set([USED_PASSCODE]),
    instances: createInstances(),
    plans: new Map(PLANS.map((plan) => [plan.id, plan])),
    zones: new Map(zones.map((zone) => [zone.id, zone])),
    jobs: new Map(jobs.map((job) => [job.id, job])),
    buckets: createBuckets(nowMs),
    logLines: new Map(Object.values(CLOUD_LOGS).map((instance) => [instance.guid, []])),
    fields: new Map(
      Object.entries({
        http_requests: HTTP_REQUESTS_FIELDS,
        firewall_events: FIREWALL_EVENTS_FIELDS,
        range_events: RANGE_EVENTS_FIELDS,
        dns_logs: DNS_LOGS_FIELDS,
      }).map(([dataset, fields]) => [dataset, new Map(Object.entries(fields))]),
    ),
    refusingHosts: new Map(),
    deadHosts: new Set(DEAD_HOSTS),
    filesElsewhere: [],
    provenPlaces: new Set(PROVEN_PLACES),
    nextJobId: FIRST_JOB_ID + jobs.length,
  }
}
