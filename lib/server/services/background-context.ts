import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Credential, Principal, RequestContext, ServiceContext } from '@/lib/server/context'
import type { Connection } from '@/lib/server/team'

// What works without a request: the one place where the dashboard lets itself in.

/** The dashboard itself, as the record names it. */
const dashboard = {
  kind: 'system',
  id: 'system',
  name: 'This dashboard',
  email: '',
  account: null,
} as const satisfies Principal

/** Who writes down what the dashboard does by itself. */
export const dashboardAuthor = () => ({
  principal: dashboard,
  address: 'unknown',
  requestId: randomUUID(),
  via: 'system' as const,
})

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
    principal: { ...dashboard, account: { id: accountId, name: accountId } },
    permission: 'jobs.read',
  }
}

/** Goes on with the move that somebody asked for: in their name, and with the right that they had: their own or a connection's. */
export function movingContext(
  credential: Credential,
  connectionId: string | null,
  asker: Principal,
  withinMs: number,
): ServiceContext {
  return {
    ...background(credential, withinMs),
    connectionId,
    principal: { ...asker, kind: 'system' },
    permission: 'jobs.move',
  }
}

/** The dashboard itself, reading with a connection's right what somebody's request needs to be judged. */
export function asConnection(
  request: RequestContext,
  { id, right }: Pick<Connection, 'id' | 'right'>,
): ServiceContext {
  // Member by member: nothing of the person's own rights goes with it.
  const { requestId, deadlineMs, arrivedAt, address } = request
  return {
    requestId,
    deadlineMs,
    arrivedAt,
    address,
    principal: dashboard,
    credential: right,
    connectionId: id,
    permission: 'zones.read',
    via: 'system',
  }
}
