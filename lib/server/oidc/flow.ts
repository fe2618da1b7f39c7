import 'server-only'
import { isHttps } from '@/lib/server/address'
import { hashId, open, seal } from '@/lib/server/crypto'
import { env } from '@/lib/server/env'

/** How long a person may take at the provider. */
export const flowLifeMs = 10 * 60 * 1000
/** A browser's sign-ins under way at once; with another one the oldest is forgotten. */
const mostFlows = 4
/** The front lets a longer cookie not through (scripts/lib/front/headers.mjs). */
const longestReturnTo = 1_000

/** One sign-in under way: what only this browser and this server may know of it. */
export type Flow = { verifier: string; nonce: string; returnTo: string; startedAtMs: number }

const names = { plain: 'logpush_flow_', secure: '__Host-logpush_flow_' }
const aad = (state: string) => `oidc-flow:${state}`
const isState = (state: string) => /^[\w-]{43}$/.test(state)

/**
 * Keeps a flow in a cookie of its own, by its state, so that two tabs don't take each other's. Over HTTPS it has the name
 * that no neighbouring host can plant: whoever planted one could sign somebody in as themselves.
 */
export function keepFlow(state: string, flow: Flow, request: Request, headers: Headers): void {
  const prefix = prefixOf(request)
  const underWay = cookiesOf(request).filter(([name]) => name.startsWith(prefix))
  // Browsers send the oldest first.
  for (const [name] of underWay.slice(0, -(mostFlows - 1))) drop(name, request, headers)
  const returnTo = flow.returnTo.length > longestReturnTo ? '/' : flow.returnTo
  const sealed = seal(JSON.stringify({ ...flow, returnTo }), aad(state))
  append(nameOf(state, request), sealed, flowLifeMs / 1000, request, headers)
}

/**
 * The flow that a state names, if it is this browser's and not too old. Its cookie is over, whatever comes of it.
 */
export function takeFlow(
  state: string,
  request: Request,
  headers: Headers,
  now = Date.now(),
): Flow | null {
  if (!isState(state)) return null
  const wanted = nameOf(state, request)
  const [, sealed] = cookiesOf(request).find(([name]) => name === wanted) ?? []
  if (sealed === undefined) return null
  drop(wanted, request, headers)
  const text = open(sealed, aad(state))
  if (text === null) return null
  const flow = JSON.parse(text) as Flow // Written by keepFlow alone, and authenticated by the seal.
  const ageMs = now - flow.startedAtMs
  return ageMs >= 0 && ageMs < flowLifeMs ? flow : null
}

function cookiesOf(request: Request): [name: string, value: string][] {
  return (request.headers.get('cookie') ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
  })
}

const isSecure = (request: Request) => isHttps(request.headers, env().APP_URL)
const prefixOf = (request: Request) => (isSecure(request) ? names.secure : names.plain)
const nameOf = (state: string, request: Request) => prefixOf(request) + hashId(state).slice(0, 16)

const drop = (name: string, request: Request, headers: Headers) =>
  append(name, '', 0, request, headers)

function append(
  name: string,
  value: string,
  maxAgeSeconds: number,
  request: Request,
  headers: Headers,
): void {
  headers.append(
    'Set-Cookie',
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${isSecure(request) ? '; Secure' : ''}`,
  )
}
