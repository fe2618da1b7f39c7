import { createdToken, createTokenInput, tokenList } from '../token'
import { byId, common, type Operation } from './operation'

export const tokenOperations = {
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
