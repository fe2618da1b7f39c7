import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { List } from '@/lib/schemas/list'
import type { Problem } from '@/lib/schemas/problem'
import { noteBudget } from './budget'
import { WaitsForApproval } from './waits'

/** A request that our API refused, or that never got an answer (then `status` is 0). */
export class ApiError extends Error {
  readonly problem: Problem
  /** When the request went out, Unix ms. */
  readonly sentAtMs: number

  constructor(problem: Problem, sentAtMs = Date.now()) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
    this.sentAtMs = sentAtMs
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

/** A little longer than the server's own limit of 30 s, so that its answer, not ours, is shown. */
const timeoutMs = 35_000

type FetchOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal
}

/**
 * Calls our own API for an answer in JSON. Throws ApiError for every answer but 2xx, for none at all, and for a 2xx that
 * says nothing: a page of a proxy's, an empty body; WaitsForApproval for what an administrator has to approve first. A 401 `signed_out` is also announced to listeners, so that a page can
 * ask to sign in again without losing its form.
 */
export async function fetchJson<Result>(url: string, options: FetchOptions = {}): Promise<Result> {
  const { status, body, fail } = await send(url, options)
  if (typeof body !== 'object' || body === null) throw fail(nonsense(status))
  return body as Result // Our own server built it from the schema that Result is inferred from.
}

/** A list, its `asOf` by this computer's clock: the server's may be another. */
export async function fetchList<Item>(
  url: string,
  options: FetchOptions = {},
): Promise<List<Item>> {
  const { status, body, answeredAtMs, fail } = await send(url, options)
  if (!isList(body)) throw fail(nonsense(status))
  const nowMs = Date.now()
  const ageMs = Math.max(0, (answeredAtMs || nowMs) - Date.parse(body.asOf))
  return { ...(body as List<Item>), asOf: new Date(nowMs - ageMs).toISOString() } // As for fetchJson.
}

function isList(body: unknown): body is List<unknown> {
  return (
    typeof body === 'object' &&
    body !== null &&
    'asOf' in body &&
    !Number.isNaN(Date.parse(String(body.asOf)))
  )
}

let goesPastCaches = false

/**
 * What `ask` asks for at once, the server does not take from what it keeps: somebody wants it anew. What is read by
 * itself does without.
 */
export function pastCaches<Result>(ask: () => Result): Result {
  goesPastCaches = true
  try {
    return ask()
  } finally {
    goesPastCaches = false
  }
}

/** The same for what our API answers without a body. Anything but its 204 came from something else. */
export async function fetchNothing(url: string, options: FetchOptions = {}): Promise<void> {
  const { status, fail } = await send(url, options)
  if (status !== 204) throw fail(nonsense(status))
}

let heldReads: Promise<void> | null = null

/**
 * Lets no further reading go out, as while the session ends: each would be answered that nobody is signed in. What waits goes
 * out with the function that this returns.
 */
export function holdReads(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  heldReads = promise
  return () => {
    heldReads = null
    resolve()
  }
}

/**
 * The only `fetch` of the browser. `body` is undefined for what is not JSON; `answeredAtMs` is by the server's clock, to
 * the second, and NaN where it does not say.
 */
async function send(
  url: string,
  options: FetchOptions,
): Promise<{
  status: number
  body: unknown
  answeredAtMs: number
  fail: (problem: Problem) => ApiError
}> {
  if (heldReads && (options.method ?? 'GET') === 'GET') await heldReads
  const requestId = newRequestId()
  const sentAtMs = Date.now()
  const fail = (problem: Problem) =>
    new ApiError({ ...problem, requestId: problem.requestId || requestId }, sentAtMs)
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      method: options.method ?? 'GET',
      signal,
      credentials: 'same-origin',
      headers: {
        // By this the server can be asked what became of a write whose answer got lost.
        'X-Request-Id': requestId,
        ...(goesPastCaches && { 'Cache-Control': 'no-cache' }),
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    })
    text = await response.text()
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw fail(unreachable(timeout.aborted))
  }
  noteBudget(response.headers)
  const body = parsed(text)
  // A move that goes on by itself is answered with 202, too, and with a job.
  if (response.status === 202 && isChangeRequest(body)) throw new WaitsForApproval(body)
  if (response.ok) {
    const answeredAtMs = Date.parse(response.headers.get('date') ?? '')
    return { status: response.status, body, answeredAtMs, fail }
  }
  const problem = isProblem(body) ? body : nonsense(response.status)
  if (problem.code === 'signed_out') for (const listener of signedOutListeners) listener()
  throw fail(problem)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A UUID of version 4. By hand: `crypto.randomUUID` is missing where the page came by plain HTTP. */
function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant.toString(16)}${hex.slice(18, 20)}-${hex.slice(20)}`
}

const signedOutListeners = new Set<() => void>()

export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
}

function isChangeRequest(body: unknown): body is ChangeRequest {
  return typeof body === 'object' && body !== null && 'asker' in body && 'expiresAt' in body
}

function unreachable(timedOut: boolean): Problem {
  return {
    type: 'about:blank',
    title: 'No response',
    status: 0,
    code: timedOut ? 'dashboard_timeout' : 'dashboard_unreachable',
    detail: timedOut
      ? 'This dashboard did not respond within 35 seconds. We don’t know whether the request was carried out; refresh before you repeat it.'
      : 'This dashboard can’t be reached. Check your connection; what you typed is kept.',
    requestId: '',
  }
}

function nonsense(status: number): Problem {
  return {
    type: 'about:blank',
    title: 'Unexpected response',
    status,
    code: 'dashboard_unusable',
    detail: `Unexpected response (HTTP ${status}) from something between your browser and this dashboard, such as a proxy.`,
    requestId: '',
  }
}
