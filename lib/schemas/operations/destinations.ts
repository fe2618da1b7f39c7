import { z } from 'zod'
import {
  bucketsByKeyInput,
  checkDestinationInput,
  destinationChecks,
  destinationTest,
  inspectKeyInput,
  keyDetails,
  listByKeyInput,
  testDestinationInput,
} from '../destination-check'
import { guid } from '../ids'
import { bucket, serviceInstance } from '../instance'
import { reachedListOf } from '../list'
import { common, inZone, type Operation, zonePath } from './operation'

const inCosInstance = z.strictObject({ id: guid })

export const destinationOperations = {
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
} as const satisfies Record<string, Operation>
