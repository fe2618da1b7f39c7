import {
  changePage,
  changeQuery,
  changeRequest,
  changeSummary,
  decideChangeInput,
} from '../change-request'
import { byId, common, type Operation } from './operation'

export const changeOperations = {
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
} as const satisfies Record<string, Operation>
