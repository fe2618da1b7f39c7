import {
  accessRequest,
  accessRequestList,
  createAccessRequestInput,
  decideAccessRequestInput,
} from '../access-request'
import { byId, common, type Operation } from './operation'

export const accessRequestOperations = {
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
  seeAccessRequest: {
    ...common,
    method: 'PUT',
    path: '/api/access-requests/{id}/seen',
    summary: 'Say that you have seen how your request was answered',
    permission: 'access.ask',
    params: byId,
    status: 204,
    response: null,
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
} as const satisfies Record<string, Operation>
