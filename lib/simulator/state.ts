import type { Echo } from './echo.ts'

/**
 * What the simulated IBM Cloud holds. Entities keep state; each service's files turn them into IBM's wire form.
 * Times are Unix milliseconds by the simulator's clock.
 */
export type Role = 'Reader' | 'Writer' | 'Manager'

type Roles = Pick<SimIdentity, 'cisRoles' | 'bucketRoles' | 'senderOn'>

export type SimAccount = {
  id: string
  name: string
  ownerIamId: string
  ownerEmail: string
  createdAt: number
}

export type SimIdentity = {
  iamId: string
  /** `profile`: a trusted profile that somebody has taken on. */
  kind: 'user' | 'serviceId' | 'profile'
  name: string
  email: string
  /** In a call: the account of its token, '' where that has none yet. */
  accountId: string
  /** Further accounts that they belong to, with what they may there. */
  elsewhere?: Record<string, Roles>
  /** Service role on each CIS instance's GUID; absent: none. */
  cisRoles: Record<string, Role>
  /** Roles on Object Storage, by bucket name ('*' = every bucket). */
  bucketRoles: Record<
    string,
    ('ContentReader' | 'ObjectWriter' | 'Reader' | 'Writer' | 'Manager')[]
  >
  /** Cloud Logs instance GUIDs where it has Sender. */
  senderOn: string[]
}

export type SimApiKey = {
  id: string
  name: string
  /** The secret itself. Fake, and looks fake. */
  value: string
  iamId: string
  createdAt: number
  expiresAt: number | null
  disabled: boolean
  locked: boolean
  /** Unix milliseconds; until then IAM does not know it, as a key that was just made. */
  knownFrom?: number
  /** The account demands a second factor, which an API key cannot give. */
  mfaRequired?: boolean
}

export type SimInstance = {
  guid: string
  crn: string
  name: string
  /** 'internet-svcs' | 'cloud-object-storage' | 'logs' | other services that must be ignored */
  service: string
  planId: string
  region: string
  resourceGroupId: string
  state: string
  accountId: string
}

export type SimPlan = { id: string; name: string; displayName: string }

export type SimZone = {
  id: string
  instanceGuid: string
  name: string
  status: string
  paused: boolean
  createdAt: number
  /** null: the plan has no retention. */
  retention: boolean | null
  /** Requests per second the job runner makes up, by dataset; 0 = quiet. */
  traffic: Record<string, number>
}

export type SimJob = {
  id: number
  zoneId: string
  name: string | null
  enabled: boolean
  dataset: string | null
  frequency: 'high' | 'low' | null
  logpullOptions: string | null
  destinationConf: string
  createdAt: number
  lastComplete: number | null
  lastError: number | null
  errorMessage: string | null
  /** Since when it fails without a success between; switched off after 24 h of it. */
  failingSince: number | null
  /** Accepted, but never delivers (wrong region). */
  silent: boolean
  /** An ownership token was accepted for the destination, so it needs no key. */
  challenged?: boolean
  /** From `ibmcl_names`; without it the engine's own names are used. */
  logNames?: { applicationName: string; subsystemName: string } | null
  /** Members that IBM's answer leaves out altogether, as old jobs do. */
  absentMembers?: string[]
  /** Further members of IBM's answer, which nothing but a seed sets and no change touches. */
  otherMembers?: Record<string, unknown>
}

export type SimBucket = {
  name: string
  instanceGuid: string
  /** LocationConstraint without the class: 'eu-de', 'us'. */
  location: string
  storageClass: string
  createdAt: number
  /** 'cislogp' was invited and accepted: the ownership challenge may write. */
  cisMayWrite: boolean
  /** Bucket firewall: refuses data requests other than from the engine. */
  firewall: boolean
  /** Left out of listings although it exists. */
  unlisted: boolean
  objects: Map<string, SimObject>
}

export type SimObject = {
  key: string
  body: Uint8Array
  contentType: string
  modifiedAt: number
  etag: string
}

export type SimLogLine = {
  at: number
  applicationName: string
  subsystemName: string
  severity: number
  text: unknown
}

export type SimState = {
  identities: Map<string, SimIdentity>
  apiKeys: SimApiKey[]
  accounts: Map<string, SimAccount>
  /** `<iamId> <accountId>` of who was removed from an account. */
  removed: Set<string>
  /** Passcodes that are still good, to the identity they stand for. */
  passcodes: Map<string, string>
  /** Those among them whose tokens have no account until one is chosen. */
  passcodesWithoutAccount: Set<string>
  /** When each of IAM's sessions was refreshed last, by its id. */
  sessions: Map<string, number>
  usedPasscodes: Set<string>
  instances: SimInstance[]
  plans: Map<string, SimPlan>
  zones: Map<string, SimZone>
  jobs: Map<number, SimJob>
  buckets: Map<string, SimBucket>
  /** Lines that arrived, by Cloud Logs instance GUID. */
  logLines: Map<string, SimLogLine[]>
  /** Fields by dataset: name to IBM's one-string form "type; description". */
  fields: Map<string, Map<string, string>>
  /** Hosts that refuse every request, each with what it says back of it. */
  refusingHosts: Map<string, Echo>
  /** Hosts whose names no longer resolve. */
  deadHosts: Set<string>
  /** Files that went into buckets of other clouds, newest last: ownership challenges. */
  filesElsewhere: { at: number; destinationConf: string; filename: string; text: string }[]
  /** Destinations without their parameters that need no ownership challenge any more. */
  provenPlaces: Set<string>
  nextJobId: number
}
