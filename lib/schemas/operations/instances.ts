import { access } from '../access'
import { instance } from '../instance'
import { listOf } from '../list'
import { common, inInstance, type Operation } from './operation'

export const instanceOperations = {
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
} as const satisfies Record<string, Operation>
