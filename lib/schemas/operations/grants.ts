import { createGrantInput, grantList, reachableZone, shownGrant, updateGrantInput } from '../grant'
import { grantQuery } from '../grant-query'
import { listOf } from '../list'
import { byId, common, type Operation } from './operation'

export const grantOperations = {
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
} as const satisfies Record<string, Operation>
