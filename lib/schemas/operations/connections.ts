import { z } from 'zod'
import {
  connection,
  connectionId,
  createConnectionInput,
  updateConnectionInput,
} from '../connection'
import { common, type Operation } from './operation'

const ofConnection = z.strictObject({ id: connectionId })

export const connectionOperations = {
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
} as const satisfies Record<string, Operation>
