import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Credential, Principal, ServiceContext } from '@/lib/server/context'

// What works without a request: the one place where the dashboard lets itself in.

type Background = Omit<ServiceContext, 'principal' | 'permission'>

function background(credential: Credential, withinMs: number): Background {
  return {
    credential,
    priority: 'background',
    requestId: randomUUID(),
    deadlineMs: Date.now() + withinMs,
    arrivedAt: performance.now(),
    address: 'unknown',
  }
}

/** The dashboard itself, reading with the right with which a write was made. */
export function readingContext(credential: Credential, withinMs: number): ServiceContext {
  const { accountId } = credential
  return {
    ...background(credential, withinMs),
    principal: {
      kind: 'system',
      id: 'system',
      name: 'This dashboard',
      email: '',
      account: { id: accountId, name: accountId },
    },
    permission: 'jobs.read',
  }
}

/** Goes on with the move that somebody asked for: in their name, and with their right. */
export function movingContext(
  credential: Credential,
  asker: Principal,
  withinMs: number,
): ServiceContext {
  return {
    ...background(credential, withinMs),
    principal: { ...asker, kind: 'system' },
    permission: 'jobs.move',
  }
}
