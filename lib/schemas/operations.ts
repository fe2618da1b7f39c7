import { z } from 'zod'
import { access } from './access'
import {
  accessRequest,
  accessRequestList,
  createAccessRequestInput,
  decideAccessRequestInput,
} from './access-request'
import { activityExportQuery, activityItem, activityPage, activityQuery } from './activity'
import {
  changePage,
  changeQuery,
  changeRequest,
  changeSummary,
  decideChangeInput,
} from './change-request'
import {
  connection,
  connectionId,
  createConnectionInput,
  updateConnectionInput,
} from './connection'
import {
  bucketsByKeyInput,
  checkDestinationInput,
  destinationChecks,
  destinationTest,
  inspectKeyInput,
  keyDetails,
  listByKeyInput,
  testDestinationInput,
} from './destination-check'
import { createGrantInput, grantList, reachableZone, shownGrant, updateGrantInput } from './grant'
import { grantQuery } from './grant-query'
import { guid, jobId, zoneId } from './ids'
import { bucket, instance, serviceInstance } from './instance'
import { createJobInput, job, updateJobInput } from './job'
import { listOf, reachedListOf } from './list'
import { field } from './logs'
import { createMoveInput, decideMoveInput } from './move'
import {
  challenge,
  challengeToken,
  challengeValidity,
  createChallengeInput,
  readChallengeInput,
  validateChallengeInput,
} from './ownership'
import { peopleOnZone } from './people'
import type { Permission } from './permission'
import { createSessionInput, session } from './session'
import { signInOptions } from './sign-in'
import { createdToken, createTokenInput, tokenList } from './token'
import { recentZone, retention, updateRetentionInput, zone, zoneDetail } from './zone'

/** One operation of the HTTP API: what its route checks and what the OpenAPI document says are this object. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for each path parameter, as in OpenAPI. */
  path: string
  summary: string
  /** What the caller must be allowed; null: answered without a session. */
  permission: Permission | null
  params: z.ZodObject
  query: z.ZodObject
  body: z.core.$ZodType | null
  /** 302: a browser is sent on, and the answer has no body. */
  status: 200 | 201 | 204 | 302
  /** Where it depends on what was done: further statuses of a success, with the same answer. */
  otherStatuses?: readonly (201 | 202)[]
  response: z.core.$ZodType | null
  /** Answers with a file of one of these types, written while it is read. */
  files?: readonly string[]
}

const none = z.strictObject({})

const inInstance = z.strictObject({ instanceId: guid })
const inZone = z.strictObject({ instanceId: guid, zoneId })
const inJob = z.strictObject({ instanceId: guid, zoneId, jobId })
const inDataset = inZone.extend({
  dataset: z
    .string()
    .max(256)
    .regex(/^[a-zA-Z0-9_-]+$/, 'Not the name of a dataset'),
})
const byId = z.strictObject({ id: z.uuid('Must be a UUID') })
const inCosInstance = z.strictObject({ id: guid })

const ofConnection = z.strictObject({ id: connectionId })

const zonePath = '/api/instances/{instanceId}/zones/{zoneId}'
const common = { params: none, query: none, body: null, status: 200 } as const

export const operations = {
  createSession: {
    ...common,
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with an IBM Cloud API key or a one-time passcode',
    permission: null,
    body: createSessionInput,
    status: 201,
    response: session,
  },
  getSession: {
    ...common,
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in',
    permission: 'session.read',
    response: session,
  },
  deleteSession: {
    ...common,
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out; the session ends immediately',
    permission: null,
    status: 204,
    response: null,
  },
  getSignInOptions: {
    ...common,
    method: 'GET',
    path: '/api/auth/options',
    summary: 'Which ways to sign in are open',
    permission: null,
    response: signInOptions,
  },
  startOidc: {
    ...common,
    method: 'GET',
    path: '/api/auth/oidc/start',
    summary: 'Go to the company’s identity provider to sign in; for browsers',
    permission: null,
    query: z.strictObject({
      returnTo: z.string().optional().describe('The page of this dashboard to come back to'),
    }),
    status: 302,
    response: null,
  },
  finishOidc: {
    ...common,
    method: 'GET',
    path: '/api/auth/oidc/callback',
    summary: 'Come back from the identity provider; a failure leads to /sign-in?error=CODE',
    permission: null,
    // What a provider adds besides is its own affair.
    query: z.looseObject({}),
    status: 302,
    response: null,
  },
  signOutOidc: {
    ...common,
    method: 'GET',
    path: '/api/auth/oidc/sign-out',
    summary: 'Sign out here, then at the identity provider where it offers that; for browsers',
    permission: null,
    status: 302,
    response: null,
  },
  health: {
    ...common,
    method: 'GET',
    path: '/api/health',
    summary: 'Whether this process responds and its database is reachable',
    permission: null,
    response: z.object({ status: z.literal('ok') }),
  },
  openapi: {
    ...common,
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    permission: null,
    response: z.record(z.string(), z.unknown()),
  },
  listInstances: {
    ...common,
    method: 'GET',
    path: '/api/instances',
    summary: 'The CIS instances of the account, with plan and Logpush availability',
    permission: 'instances.read',
    response: listOf(instance),
  },
  getAccess: {
    ...common,
    method: 'GET',
    path: '/api/instances/{instanceId}/access',
    summary:
      "The person's role on the instance by their own IAM policies; a hint; access groups may give more",
    permission: 'instances.read',
    params: inInstance,
    response: access,
  },
  listZones: {
    ...common,
    method: 'GET',
    path: '/api/instances/{instanceId}/zones',
    summary: 'All zones of an instance',
    permission: 'zones.read',
    params: inInstance,
    response: listOf(zone),
  },
  getZone: {
    ...common,
    method: 'GET',
    path: zonePath,
    summary: 'A zone with its log retention',
    permission: 'zones.read',
    params: inZone,
    response: zoneDetail,
  },
  listRecentZones: {
    ...common,
    method: 'GET',
    path: '/api/recent-zones',
    summary: 'The zones this person used last',
    permission: 'zones.read',
    response: z.object({ items: z.array(recentZone) }),
  },
  updateRetention: {
    ...common,
    method: 'PUT',
    path: `${zonePath}/retention`,
    summary: 'Turn log retention on or off',
    permission: 'retention.update',
    params: inZone,
    body: updateRetentionInput,
    response: retention,
  },
  listFields: {
    ...common,
    method: 'GET',
    path: `${zonePath}/datasets/{dataset}/fields`,
    summary: "The fields of a dataset, from IBM's live list",
    permission: 'jobs.read',
    params: inDataset,
    response: listOf(field),
  },
  listJobs: {
    ...common,
    method: 'GET',
    path: `${zonePath}/jobs`,
    summary: 'The Logpush jobs of a zone',
    permission: 'jobs.read',
    params: inZone,
    response: listOf(job),
  },
  createJob: {
    ...common,
    method: 'POST',
    path: `${zonePath}/jobs`,
    summary: 'Create a Logpush job',
    permission: 'jobs.create',
    params: inZone,
    body: createJobInput,
    status: 201,
    response: job,
  },
  getJob: {
    ...common,
    method: 'GET',
    path: `${zonePath}/jobs/{jobId}`,
    summary: 'A Logpush job',
    permission: 'jobs.read',
    params: inJob,
    response: job,
  },
  updateJob: {
    ...common,
    method: 'PATCH',
    path: `${zonePath}/jobs/{jobId}`,
    summary: 'Change a Logpush job; only what differs is sent to IBM',
    permission: 'jobs.update',
    params: inJob,
    body: updateJobInput,
    response: job,
  },
  deleteJob: {
    ...common,
    method: 'DELETE',
    path: `${zonePath}/jobs/{jobId}`,
    summary: 'Delete a Logpush job',
    permission: 'jobs.delete',
    params: inJob,
    status: 204,
    response: null,
  },
  moveJob: {
    ...common,
    method: 'POST',
    path: `${zonePath}/jobs/{jobId}/moves`,
    summary:
      'Move a job to another destination: 200 changed in place, 201 with a second job, 202 while the second job’s first delivery is waited for',
    permission: 'jobs.move',
    params: inJob,
    body: createMoveInput,
    otherStatuses: [201, 202],
    response: job,
  },
  decideMove: {
    ...common,
    method: 'POST',
    path: `${zonePath}/jobs/{jobId}/moves/decision`,
    summary: 'End a move that is under way: delete the old job now, or keep both',
    permission: 'jobs.move',
    params: inJob,
    body: decideMoveInput,
    response: job,
  },
  createChallenge: {
    ...common,
    method: 'POST',
    path: `${zonePath}/ownership-challenges`,
    summary: 'Ask IBM to write a challenge file into the bucket',
    permission: 'challenges.create',
    params: inZone,
    body: createChallengeInput,
    status: 201,
    response: challenge,
  },
  readChallenge: {
    ...common,
    method: 'POST',
    path: `${zonePath}/ownership-challenges/read`,
    summary:
      'Read the challenge file, with your own IAM token or, where your access allows the bucket by name, with a connection',
    permission: 'challenges.create',
    params: inZone,
    body: readChallengeInput,
    response: challengeToken,
  },
  validateChallenge: {
    ...common,
    method: 'POST',
    path: `${zonePath}/ownership-challenges/validate`,
    summary: 'Check an ownership token here, then with IBM',
    permission: 'challenges.create',
    params: inZone,
    body: validateChallengeInput,
    response: challengeValidity,
  },
  testDestination: {
    ...common,
    method: 'POST',
    path: `${zonePath}/destination-tests`,
    summary: 'Try a destination from this server before a job is saved with it',
    permission: 'destinations.test',
    params: inZone,
    body: testDestinationInput,
    response: destinationTest,
  },
  checkDestination: {
    ...common,
    method: 'POST',
    path: `${zonePath}/destination-checks`,
    summary: 'What is wrong with a destination, or worth knowing, without any traffic to it',
    permission: 'destinations.read',
    params: inZone,
    body: checkDestinationInput,
    response: destinationChecks,
  },
  inspectKey: {
    ...common,
    method: 'POST',
    path: '/api/destination-keys/inspect',
    summary: 'Name, owner, account and expiry of an API key',
    permission: 'destinations.read',
    body: inspectKeyInput,
    response: keyDetails,
  },
  listInstancesByKey: {
    ...common,
    method: 'POST',
    path: '/api/destination-keys/instances',
    summary: 'The Object Storage or Cloud Logs instances that an API key sees',
    permission: 'destinations.read',
    body: listByKeyInput,
    response: reachedListOf(serviceInstance),
  },
  listBucketsByKey: {
    ...common,
    method: 'POST',
    path: '/api/destination-keys/buckets',
    summary: 'The buckets of an Object Storage instance that an API key may list',
    permission: 'destinations.read',
    body: bucketsByKeyInput,
    response: reachedListOf(bucket),
  },
  listCosInstances: {
    ...common,
    method: 'GET',
    path: '/api/cos-instances',
    summary:
      'The Object Storage instances of the account; without a right of your own, those that your access allows by name',
    permission: 'destinations.read',
    response: reachedListOf(serviceInstance),
  },
  listBuckets: {
    ...common,
    method: 'GET',
    path: '/api/cos-instances/{id}/buckets',
    summary: 'The buckets of an Object Storage instance, with their locations',
    permission: 'destinations.read',
    params: inCosInstance,
    response: reachedListOf(bucket),
  },
  listCloudLogsInstances: {
    ...common,
    method: 'GET',
    path: '/api/cloud-logs-instances',
    summary:
      'The IBM Cloud Logs instances of the account; without a right of your own, those that your access allows by name',
    permission: 'destinations.read',
    response: reachedListOf(serviceInstance),
  },
  listConnections: {
    ...common,
    method: 'GET',
    path: '/api/connections',
    summary: 'The IBM Cloud accounts that are connected, with what each key sees and lacks',
    permission: 'administer',
    response: z.object({ items: z.array(connection) }),
  },
  createConnection: {
    ...common,
    method: 'POST',
    path: '/api/connections',
    summary: 'Connect an IBM Cloud account by an API key, which is tried first',
    permission: 'administer',
    body: createConnectionInput,
    status: 201,
    response: connection,
  },
  getConnection: {
    ...common,
    method: 'GET',
    path: '/api/connections/{id}',
    summary: 'A connection, and what stops when it is removed',
    permission: 'administer',
    params: ofConnection,
    response: connection,
  },
  updateConnection: {
    ...common,
    method: 'PATCH',
    path: '/api/connections/{id}',
    summary:
      'Rename a connection, replace its key, or choose it for instances that others see, too',
    permission: 'administer',
    params: ofConnection,
    body: updateConnectionInput,
    response: connection,
  },
  deleteConnection: {
    ...common,
    method: 'DELETE',
    path: '/api/connections/{id}',
    summary: 'Remove a connection and its key',
    permission: 'administer',
    params: ofConnection,
    status: 204,
    response: null,
  },
  checkConnection: {
    ...common,
    method: 'POST',
    path: '/api/connections/{id}/check',
    summary: 'Look again what the key of a connection is good for',
    permission: 'administer',
    params: ofConnection,
    response: connection,
  },
  getActivityOfRequest: {
    ...common,
    method: 'GET',
    path: '/api/activity/requests/{requestId}',
    summary: 'The outcome of one of your own writes, by the X-Request-Id it was sent with',
    permission: 'activity.read',
    params: z.strictObject({ requestId: z.uuid() }),
    response: activityItem,
  },
  exportActivity: {
    ...common,
    method: 'GET',
    path: '/api/activity/export',
    summary: 'The activity as a file, newest first, as it was when it was asked for',
    permission: 'activity.read',
    query: activityExportQuery,
    response: null,
    files: ['text/csv', 'application/jsonl'],
  },
  listActivity: {
    ...common,
    method: 'GET',
    path: '/api/activity',
    summary: 'Every write through this dashboard, newest first',
    permission: 'activity.read',
    query: activityQuery,
    response: activityPage,
  },
  listGrants: {
    ...common,
    method: 'GET',
    path: '/api/grants',
    summary: 'Who was given which role on which zones; for administrators',
    permission: 'administer',
    query: grantQuery,
    response: grantList,
  },
  createGrant: {
    ...common,
    method: 'POST',
    path: '/api/grants',
    summary: 'Give a role to a person or a group; it counts from the next request on',
    permission: 'administer',
    body: createGrantInput,
    status: 201,
    response: shownGrant,
  },
  updateGrant: {
    ...common,
    method: 'PATCH',
    path: '/api/grants/{id}',
    summary: 'Change a grant, or release it from the person it is bound to',
    permission: 'administer',
    params: byId,
    body: updateGrantInput,
    response: shownGrant,
  },
  deleteGrant: {
    ...common,
    method: 'DELETE',
    path: '/api/grants/{id}',
    summary: 'Take a grant back',
    permission: 'administer',
    params: byId,
    status: 204,
    response: null,
  },
  listReachableZones: {
    ...common,
    method: 'GET',
    path: '/api/grants/zones',
    summary: 'Every zone that grants can reach, by the connections',
    permission: 'administer',
    response: listOf(reachableZone),
  },
  listChangeRequests: {
    ...common,
    method: 'GET',
    path: '/api/change-requests',
    summary:
      'Changes that wait for approval or did, newest first: your own, and as an administrator all',
    permission: 'changes.read',
    query: changeQuery,
    response: changePage,
  },
  getChangeSummary: {
    ...common,
    method: 'GET',
    path: '/api/change-requests/summary',
    summary: 'How many changes wait for you, and what of your own was decided since you looked',
    permission: 'changes.read',
    response: changeSummary,
  },
  getChangeRequest: {
    ...common,
    method: 'GET',
    path: '/api/change-requests/{id}',
    summary: 'A change that waits for approval, or did',
    permission: 'changes.read',
    params: byId,
    response: changeRequest,
  },
  decideChangeRequest: {
    ...common,
    method: 'POST',
    path: '/api/change-requests/{id}/decision',
    summary:
      'Approve a change, which carries it out at once if the zone has not changed meanwhile, or decline it',
    permission: 'administer',
    params: byId,
    body: decideChangeInput,
    response: changeRequest,
  },
  withdrawChangeRequest: {
    ...common,
    method: 'DELETE',
    path: '/api/change-requests/{id}',
    summary: 'Take back a change of your own that still waits',
    permission: 'changes.withdraw',
    params: byId,
    status: 204,
    response: null,
  },
  seeChangeRequest: {
    ...common,
    method: 'PUT',
    path: '/api/change-requests/{id}/seen',
    summary: 'Say that you saw how a change of your own was decided',
    permission: 'changes.read',
    params: byId,
    status: 204,
    response: null,
  },
  listAccessRequests: {
    ...common,
    method: 'GET',
    path: '/api/access-requests',
    summary: 'Your own requests for access; to administrators everybody’s',
    permission: 'access.ask',
    response: accessRequestList,
  },
  createAccessRequest: {
    ...common,
    method: 'POST',
    path: '/api/access-requests',
    summary: 'Request access to a zone by its name, whether or not it exists',
    permission: 'access.ask',
    body: createAccessRequestInput,
    status: 201,
    response: accessRequest,
  },
  decideAccessRequest: {
    ...common,
    method: 'POST',
    path: '/api/access-requests/{id}/decision',
    summary: 'Grant or decline a request for access',
    permission: 'administer',
    params: byId,
    body: decideAccessRequestInput,
    response: accessRequest,
  },
  listPeople: {
    ...common,
    method: 'GET',
    path: `${zonePath}/people`,
    summary: 'Who sees a zone by grants, and through which group',
    permission: 'people.read',
    params: inZone,
    response: peopleOnZone,
  },
  listTokens: {
    ...common,
    method: 'GET',
    path: '/api/tokens',
    summary: 'Your tokens for programs; administrators see everybody’s',
    permission: 'tokens.manage',
    response: tokenList,
  },
  createToken: {
    ...common,
    method: 'POST',
    path: '/api/tokens',
    summary: 'Create a token with a part of your own access; the answer alone holds its secret',
    permission: 'tokens.manage',
    body: createTokenInput,
    status: 201,
    response: createdToken,
  },
  deleteToken: {
    ...common,
    method: 'DELETE',
    path: '/api/tokens/{id}',
    summary: 'Revoke a token; it stops working immediately',
    permission: 'tokens.manage',
    params: byId,
    status: 204,
    response: null,
  },
} as const satisfies Record<string, Operation>
