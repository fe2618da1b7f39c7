import type { ReceiverOptions } from './types.ts'

export type Incoming = {
  method: string
  /** Without the query, as sent. */
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | undefined>>
  /** Unpacked; null where it cannot be. */
  text: string | null
}

export type Reply = { status: number; body: string; headers?: Record<string, string> }

/** What a receiver that works answers. */
export function answerOf(options: ReceiverOptions, incoming: Incoming): Reply {
  if (options.kind === 'splunk') return hecAnswer(options.token, incoming)
  const { method, headers, text } = incoming
  if (method !== 'POST') return refusal(405, 'Method Not Allowed')
  const given = headers.authorization?.replace(/^Bearer /, '')
  if (options.token !== null && given !== options.token) return refusal(401, 'Unauthorized')
  if (text === null) return refusal(400, 'The body is not what its Content-Encoding says')
  return { status: 200, body: options.kind === 'qradar' ? '' : JSON.stringify({ success: true }) }
}

export const refusal = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ message }),
})

export const hec = (status: number, text: string, code: number): Reply => ({
  status,
  body: JSON.stringify({ text, code }),
})

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Splunk's HTTP Event Collector, its raw endpoint alone. Source: Splunk, "Troubleshoot HTTP Event Collector" (texts and codes). */
function hecAnswer(token: string | null, incoming: Incoming): Reply {
  const { method, path, query, headers, text } = incoming
  if (path === '/services/collector/health') return hec(200, 'HEC is healthy', 17)
  // A proxy in front may have it below a path of its own.
  if (!path.endsWith('/services/collector/raw')) {
    return hec(404, 'The requested URL was not found on this server.', 404)
  }
  if (method !== 'POST') return hec(405, 'Method Not Allowed', 405)
  const { authorization } = headers
  if (authorization === undefined) return hec(401, 'Token is required', 2)
  const given = /^Splunk (\S.*)$/.exec(authorization)?.[1]
  if (given === undefined) return hec(401, 'Invalid authorization', 3)
  if (token !== null && given !== token) return hec(403, 'Invalid token', 4)
  const channel = query.get('channel') ?? headers['x-splunk-request-channel']
  if (!channel) return hec(400, 'Data channel is missing', 10)
  if (!GUID.test(channel)) return hec(400, 'Invalid data channel', 11)
  if (text === null) return hec(400, 'Invalid data format', 6)
  if (text.trim() === '') return hec(400, 'No data', 5)
  return hec(200, 'Success', 0)
}
