import { tokenAttempt } from './bearer.mjs'
import { isRouterState } from './router-state.mjs'

/**
 * Every header that somebody here reads, with its longest value. All others end at the front: the framework trusts
 * some that only it should set (its nonce comes from `content-security-policy`, its inner routing from `x-middleware-…`,
 * `x-matched-path`, `x-nextjs-data` …), and searches others by regular expressions that take the square of the length.
 */
const longest = {
  host: 300,
  // Of a body, read by the API's routes.
  'content-length': 20,
  'content-type': 256,
  'transfer-encoding': 64,
  // Where a write comes from.
  origin: 512,
  'sec-fetch-site': 32,
  // Which answer is wanted. No ranges: the framework answers an unsatisfiable one with 500, and no file of ours needs them.
  accept: 1024,
  'accept-encoding': 256,
  'if-none-match': 256,
  'if-modified-since': 64,
  'sec-fetch-dest': 32,
  'sec-ch-ua-mobile': 8,
  // Between the framework's pages and their server. The address may stand in `next-url`.
  rsc: 8,
  'next-router-prefetch': 8,
  'next-router-segment-prefetch': 1024,
  'next-router-state-tree': 8192,
  'next-url': 2048,
}
/** These go on in one form alone, and are left out in any other: they say nothing that a request could be refused for. */
const inOneForm = {
  // By which the caller asks later what became of a write.
  'x-request-id': /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  // Asks for a reading past our caches.
  'cache-control': /^no-cache$/i,
  // The trace that a proxy or a program began.
  traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
}

const routerHeaders = Object.keys(longest).filter((name) => /^(rsc$|next-)/.test(name))

/** Longer ones are cut, not refused: browsers and their extensions write what they like. */
const longestUserAgent = 512

/** Ours alone: on localhost a browser sends those of every other program there as well. */
const cookieNames = new Set(['logpush_session', '__Host-logpush_session', 'theme'])
const longestCookie = 256
/** A sign-in under way each, with the page to come back to, sealed; newer ones stand behind older ones. */
const flowCookie = /^(?:__Host-)?logpush_flow_[0-9a-f]{16}$/
const longestFlow = 2560
const mostFlows = 4

/**
 * What of a request's headers may go on.
 * @param {Record<string, string | string[] | undefined>} headers as Node parsed them: names in lower case
 * @returns {{headers: Record<string, string>} | {tooLong: string}} the name of a header longer than it ever need be
 */
export function knownHeaders(headers) {
  const known = {}
  for (const [name, most] of Object.entries(longest)) {
    const value = headers[name]
    if (typeof value !== 'string') continue
    if (value.length > most) return { tooLong: name }
    known[name] = value
  }
  for (const [name, form] of Object.entries(inOneForm)) {
    const value = headers[name]
    if (typeof value === 'string' && value.length <= 64 && form.test(value)) known[name] = value
  }
  const agent = headers['user-agent']
  if (agent !== undefined) known['user-agent'] = agent.slice(0, longestUserAgent)
  const token = tokenAttempt(headers.authorization)
  if (token !== null) known.authorization = token
  const cookie = ownCookies(headers.cookie)
  if (cookie) known.cookie = cookie
  const state = known['next-router-state-tree']
  // The framework's answer to a state that it can't read is 500. Without these headers a page answers as if opened
  // afresh, which is what a page of another version gets that sends one.
  if (state !== undefined && !isRouterState(state)) {
    for (const name of routerHeaders) delete known[name]
  }
  return { headers: known }
}

/** The first of each name: browsers put the one with the closest path there (RFC 6265, 5.4). */
function ownCookies(header = '') {
  const own = new Map()
  const flows = new Map()
  for (const pair of header.split(';')) {
    const cookie = pair.trim()
    const name = cookie.slice(0, cookie.indexOf('='))
    const isFlow = name.length <= 64 && flowCookie.test(name)
    if (!isFlow && !cookieNames.has(name)) continue
    const group = isFlow ? flows : own
    if (group.has(name) || cookie.length > (isFlow ? longestFlow : longestCookie)) continue
    group.set(name, cookie)
  }
  return [...own.values(), ...[...flows.values()].slice(-mostFlows)].join('; ')
}
