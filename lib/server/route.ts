import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Operation } from '@/lib/schemas/operations/operation'
import { remoteAddress } from './address'
import { readJson } from './body'
import type { Caller, RequestContext, SignedInContext } from './context'
import { assertOwnOrigin } from './csrf'
import { type AwayReason, awayReason } from './db/away'
import { AppError, ValidationError } from './errors'
import { usage } from './ibm/budget'
import { toAppError } from './ibm/friendly-errors'
import { log } from './log'
import { forRequest, observed } from './observe'
import { problemResponse, toProblem } from './problem'
import { admit } from './services/admission/admit'
import { Waiting } from './services/changes/waiting'
import { requireCaller } from './session'
import { sendsToken } from './token-caller'

type Input<Op extends Operation> = {
  params: z.output<Op['params']>
  query: z.output<Op['query']>
  body: Op['body'] extends z.core.$ZodType ? z.output<Op['body']> : undefined
  ctx: Op['permission'] extends null ? RequestContext : SignedInContext
  request: Request
  /** Headers of the answer; a handler may add its own, such as Set-Cookie. */
  headers: Headers
  /** Answers with one of the operation's other statuses. */
  setStatus: (status: StatusOf<Op>) => void
}
type StatusOf<Op extends Operation> =
  | Op['status']
  | (Op extends { otherStatuses: readonly (infer Status)[] } ? Status : never)
type Output<Op extends Operation> = Op extends { files: readonly string[] }
  ? Response
  : Op['response'] extends z.core.$ZodType
    ? z.input<Op['response']>
    : // biome-ignore lint/suspicious/noConfusingVoidType: a 204 route answers with nothing, and its handler may return so.
      void

/** `params` resolves to undefined for an address without parameters. */
type NextContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> }

/** The contract promises an answer within 30 s; the rest is left for the way back. */
const answerWithinMs = 27_000

/**
 * The one wrapper of every API route: request id, own origin, session, parameters, query, body, then the service,
 * then JSON or a problem. `operation` is also what the OpenAPI document is made from.
 */
export function route<Op extends Operation>(
  operation: Op,
  handler: (input: Input<Op>) => Promise<Output<Op>> | Output<Op>,
): (request: Request, context: NextContext) => Promise<Response> {
  const name = `${operation.method} ${operation.path}`
  return (request, next) => {
    const requestId = requestIdOf(request)
    const traceparent = request.headers.get('traceparent')
    return forRequest(requestId, () =>
      observed(
        { kind: 'request', name, requestId, traceparent },
        () => answer(request, next, requestId),
        ({ status }) => ({ outcome: status < 500 ? 'ok' : 'failed', status }),
      ),
    )
  }

  async function answer(request: Request, next: NextContext, requestId: string): Promise<Response> {
    const headers = ownHeaders(requestId)
    const ctx: RequestContext = {
      requestId,
      deadlineMs: Date.now() + answerWithinMs,
      arrivedAt: performance.now(),
      address: remoteAddress(request),
      fresh: operation.method === 'GET' && wantsFresh(request),
    }
    let signedIn: SignedInContext | undefined
    let caller: Caller | null = null
    let status: number = operation.status
    try {
      // No page of another site can make a browser send a token; where one is sent, no cookie counts.
      const byToken = operation.permission !== null && sendsToken(request)
      if (operation.method !== 'GET' && !byToken) assertOwnOrigin(request)
      // Read before the session is looked up, so that a body that is too large is refused for everyone alike.
      const json = operation.body ? await readJson(request) : undefined
      const { permission } = operation
      caller = permission === null ? null : await requireCaller(request)
      const params = parse(operation.params, (await next.params) ?? {}, 'params')
      // Before anything else of the request is judged: whoever may not come here learns nothing by what is said of a body.
      if (caller && permission !== null) {
        const wanted = params as { instanceId?: string; zoneId?: string } // As the operation's path names them.
        signedIn = await admit(ctx, caller, permission, wanted, nounOf(operation.path))
      }
      const input = {
        params,
        query: parse(operation.query, queryOf(request), 'query'),
        body: operation.body ? parse(operation.body, json, 'body') : undefined,
        ctx: signedIn ?? ctx,
        request,
        headers,
        setStatus: (given: number) => {
          status = given
        },
      } as Input<Op> // The operation decides at run time what the type says: each member was parsed just above.
      const result = await handler(input)
      if (signedIn) noteUsage(signedIn.credential.iamId, headers)
      if (result instanceof Response) return withHeaders(result, headers)
      if (operation.response === null)
        return new Response(null, { status: operation.status, headers })
      headers.set('Content-Type', 'application/json')
      return new Response(JSON.stringify(result), { status, headers })
    } catch (error) {
      if (error instanceof Waiting) {
        headers.set('Content-Type', 'application/json')
        headers.set('Location', `/api/change-requests/${error.request.id}`)
        return new Response(JSON.stringify(error.request), { status: 202, headers })
      }
      if (signedIn) noteUsage(signedIn.credential.iamId, headers)
      const reason = awayReason(error)
      const thrown = reason ? databaseAway(operation, signedIn, reason, error) : error
      return failure(thrown, operation, requestId, headers, caller?.administers != null)
    }
  }
}

/** A file, with what every answer of the API carries. */
function withHeaders(file: Response, headers: Headers): Response {
  for (const [name, value] of file.headers) headers.set(name, value)
  return new Response(file.body, { status: file.status, headers })
}

/** The caller's own where it is a UUID, so that a write whose answer gets lost can be asked about by it; else a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id') ?? ''
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)
    ? given.toLowerCase()
    : randomUUID()
}

/** RFC 9111, 5.2.1.4. Browsers send it for a reload that goes past the cache, and our pages for a refresh by hand. */
function wantsFresh({ headers }: Request): boolean {
  const directives = (headers.get('cache-control') ?? '').toLowerCase().split(',')
  return directives.some((directive) => directive.trim() === 'no-cache')
}

/** What every answer of the API carries. */
function ownHeaders(requestId: string): Headers {
  return new Headers({ 'Cache-Control': 'no-store', 'X-Request-Id': requestId })
}

/** What a 404 of IBM's says is not there, by the last id in the operation's path. */
function nounOf(path: string): string {
  if (path.includes('{jobId}')) return 'job'
  if (path.includes('{dataset}')) return 'zone or dataset'
  return path.includes('{zoneId}') ? 'zone' : 'resource'
}

/** IBM's request budget of whose right was used, for the status line: `used/limit` of the last five minutes. */
function noteUsage(iamId: string, headers: Headers): void {
  if (!iamId) return
  const { used, limit } = usage(iamId)
  if (limit > 0) headers.set('X-Ibm-Requests', `${used}/${limit}`)
}

const awayWords: Record<AwayReason, string> = {
  unreachable: 'This dashboard can’t reach its database at the moment.',
  busy: 'The database of this dashboard is too busy at the moment.',
  full: 'The database of this dashboard has no space left on its disk.',
  read_only: 'The database of this dashboard is read-only at the moment.',
}

/** Once somebody was let in, a change may have been made at IBM before the database went away. */
function databaseAway(
  { method }: Operation,
  signedIn: SignedInContext | undefined,
  reason: AwayReason,
  cause: unknown,
): AppError {
  const mayHaveChanged = method !== 'GET' && signedIn !== undefined
  const after = mayHaveChanged
    ? 'Check whether your change was made before you try again.'
    : 'Nothing was changed. Try again in a few seconds.'
  return new AppError('database_unavailable', `${awayWords[reason]} ${after}`, {
    retryAfterSeconds: 5,
    reason,
    cause,
  })
}

function failure(
  thrown: unknown,
  operation: Operation,
  requestId: string,
  headers: Headers,
  administers: boolean,
): Response {
  const error = toAppError(thrown, {
    verb: operation.method === 'GET' ? 'read' : 'write',
    what: nounOf(operation.path),
  })
  const problem = toProblem(error, requestId, administers)
  const where = { requestId, operation: `${operation.method} ${operation.path}` }
  if (problem.status >= 500) {
    log.error('request_failed', { ...where, code: problem.code, error: thrown })
  }
  return problemResponse(problem, headers)
}

function queryOf(request: Request): Record<string, string> {
  const at = request.url.indexOf('?')
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(request.url.slice(at + 1)))
}

/** Ids and queries that are not of their form are 400; a body that does not fit is 422, with a path for each error. */
function parse(
  schema: z.core.$ZodType,
  value: unknown,
  part: 'params' | 'query' | 'body',
): unknown {
  // By `zod`, which brings its English texts along for the schemas of `zod/mini` as well.
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const errors = result.error.issues.flatMap(toErrors)
  if (part === 'body') throw new ValidationError(errors)
  const first = errors[0]
  throw new AppError(
    part === 'params' ? 'invalid_id' : 'bad_request',
    first ? `${first.path}: ${first.message}` : 'Unknown address.',
    { errors },
  )
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof methods)[number]
type Handler = (request: Request, context: NextContext) => Promise<Response>

/**
 * A resource's handlers. The methods it lacks answer 405 with a problem, not the framework's empty body, and OPTIONS
 * names those it has: the framework's own answer names all that are exported.
 */
export function resource(
  handlers: Partial<Record<Method, Handler>>,
): Record<Method | 'OPTIONS', Handler> {
  const own = methods.filter((method) => handlers[method])
  // The framework answers HEAD by GET.
  const allow = [...own.flatMap((it) => (it === 'GET' ? [it, 'HEAD'] : [it])), 'OPTIONS'].join(', ')
  const refuse: Handler = async () => {
    const requestId = randomUUID()
    const error = new AppError('method_not_allowed', `This address allows ${own.join(', ')} only.`)
    const headers = ownHeaders(requestId)
    headers.set('Allow', allow)
    return problemResponse(toProblem(error, requestId), headers)
  }
  const OPTIONS: Handler = async () => {
    const headers = ownHeaders(randomUUID())
    headers.set('Allow', allow)
    return new Response(null, { status: 204, headers })
  }
  return {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS,
    ...handlers,
  }
}

type Issue = z.core.$ZodIssue

/** Unknown members are named by their own path; of a union the branch that got furthest speaks. */
function toErrors(issue: Issue): { path: string; message: string }[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key.slice(0, 64)].join('.'),
      message: 'Unknown member',
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // A member that is not known is a step down, as one that is wrong is.
    const steps = (inner: Issue) => inner.path.length + (inner.code === 'unrecognized_keys' ? 1 : 0)
    const depth = (branch: Issue[]) => Math.max(0, ...branch.map(steps))
    const best = issue.errors.reduce((a, b) =>
      depth(b) > depth(a) || (depth(b) === depth(a) && b.length < a.length) ? b : a,
    )
    return best.flatMap((inner) => toErrors({ ...inner, path: [...issue.path, ...inner.path] }))
  }
  return [{ path: path.join('.'), message: issue.message }]
}

/** For the catch-all at and below `/api`: an address that is none of ours gets a problem, too. */
export const notFound: Handler = async () => {
  const requestId = randomUUID()
  const error = new AppError('not_found', 'This address doesn’t exist in the API.')
  return problemResponse(toProblem(error, requestId), ownHeaders(requestId))
}
