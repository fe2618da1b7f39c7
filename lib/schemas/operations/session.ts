import { z } from 'zod'
import { createSessionInput, session } from '../session'
import { signInOptions } from '../sign-in'
import { common, type Operation } from './operation'

export const sessionOperations = {
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
} as const satisfies Record<string, Operation>
