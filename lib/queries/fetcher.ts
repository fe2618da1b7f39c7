import type { Problem } from '@/lib/schemas/problem'
import { noteBudget } from './budget'

/** A request that our API refused, or that never got an answer (then `status` is 0). */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
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
 * Calls our own API; the only `fetch` of the browser. Throws ApiError for every answer but 2xx, and for none at all.
 * A 401 `signed_out` is also announced to listeners, so that a page can ask to sign in again without losing its form.
 */
export async function fetchJson<Result>(url: string, options: FetchOptions = {}): Promise<Result> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  let response: Response
  try {
    response = await fetch(url, {
      method: options.method ?? 'GET',
      signal,
      credentials: 'same-origin',
      headers: options.body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(unreachable(timeout.aborted))
  }
  noteBudget(response.headers)
  if (response.status === 204) return undefined as Result // A 204 route's Result is void.
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const problem = isProblem(body) ? body : nonsense(response.status)
    if (problem.code === 'signed_out') for (const listener of signedOutListeners) listener()
    throw new ApiError(problem)
  }
  return body as Result // Our own server built it from the schema that Result is inferred from.
}

const signedOutListeners = new Set<() => void>()

export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
}

function unreachable(timedOut: boolean): Problem {
  return {
    type: 'about:blank',
    title: 'No answer',
    status: 0,
    code: timedOut ? 'dashboard_timeout' : 'dashboard_unreachable',
    detail: timedOut
      ? 'This dashboard did not answer within 35 seconds. Whether the request was carried out is not known; read again before you repeat it.'
      : 'This dashboard can’t be reached. Check your connection; what you typed is kept.',
    requestId: '',
  }
}

function nonsense(status: number): Problem {
  return {
    type: 'about:blank',
    title: 'No usable answer',
    status,
    code: 'dashboard_unusable',
    detail: `Something between you and this dashboard answered with ${status} instead of it.`,
    requestId: '',
  }
}
