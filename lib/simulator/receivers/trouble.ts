import { STATUS_CODES } from 'node:http'
import type { FaultEffect } from '../faults/types.ts'
import { hec, type Incoming, type Reply, refusal } from './answers.ts'
import { ENGINE_AGENT, type ReceiverKind } from './types.ts'

/** Where a redirect leads unless it is said: to what no client should ever ask. */
const METADATA = 'http://169.254.169.254/latest/meta-data/'

type Trouble = Reply | { broken: 'reset' | 'hang' }

/** What a fault makes of a request, or null where it leaves it to the receiver. Delays are the caller's. */
export function troubleOf(
  effect: FaultEffect,
  kind: ReceiverKind,
  incoming: Incoming,
): Trouble | null {
  switch (effect.kind) {
    case 'wrong-token':
      return kind === 'splunk' ? hec(403, 'Invalid token', 4) : refusal(401, 'Unauthorized')
    case 'status':
      return statusReply(kind, effect.status, effect.message)
    case 'echoes':
      return echoing(effect.echo, incoming)
    case 'error-in-200':
      return kind === 'splunk'
        ? hec(200, effect.message ?? 'Incorrect data format', 6)
        : { status: 200, body: JSON.stringify({ success: false, error: effect.message ?? 'No' }) }
    case 'redirect':
      return {
        status: effect.status ?? 302,
        body: '',
        headers: { Location: effect.location ?? METADATA },
      }
    case 'refuses-engine':
      return incoming.headers['user-agent'] === ENGINE_AGENT
        ? statusReply(kind, effect.status ?? 403)
        : null
    case 'html':
      return {
        status: effect.status ?? 502,
        body: '<!DOCTYPE html><title>Bad gateway</title><h1>Bad gateway</h1>\n',
        headers: { 'Content-Type': 'text/html' },
      }
    case 'empty':
      return { status: effect.status ?? 200, body: '' }
    case 'hang':
      return { broken: 'hang' }
    case 'reset-before':
    case 'refused':
      return { broken: 'reset' }
    default:
      return null
  }
}

function statusReply(kind: ReceiverKind, status: number, message?: string): Reply {
  const words = message ?? STATUS_CODES[status] ?? 'Refused'
  if (kind !== 'splunk') return refusal(status, words)
  return status === 503 ? hec(503, message ?? 'Server is busy', 9) : hec(status, words, status)
}

/** As web frameworks and echo servers do: what they repeat may be a secret. */
function echoing(echo: 'path' | 'url' | 'headers', incoming: Incoming): Reply {
  const { method, path, query, headers } = incoming
  if (echo === 'headers') return { status: 404, body: JSON.stringify({ headers }) }
  const rest = echo === 'url' && query.size > 0 ? `?${query}` : ''
  return refusal(404, `Cannot ${method} ${path}${rest}`)
}
