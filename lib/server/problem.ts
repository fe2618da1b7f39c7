import 'server-only'
import type { Problem } from '@/lib/schemas/problem'
import { AppError, type ErrorCode } from './errors'

/** Where the status alone would say something else. */
const titlesByCode: Partial<Record<ErrorCode, string>> = {
  connection_unusable: 'The connection to IBM Cloud is not usable',
  database_unavailable: 'The database is unavailable',
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not accepted',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Unexpected response from IBM Cloud',
  503: 'IBM Cloud is unavailable',
  504: 'IBM Cloud did not respond in time',
}

/** More mistakes than that nobody mends by a list. */
const mostErrors = 100

/**
 * The RFC 9457 body of an error. Anything but an AppError becomes a general text: its own words may hold secrets. Only who
 * `administers` is told which connection it was about.
 */
export function toProblem(error: unknown, requestId: string, administers = false): Problem {
  if (!(error instanceof AppError)) {
    return {
      type: 'about:blank',
      title: 'Internal error',
      status: 500,
      detail:
        'Internal error in this dashboard, not in IBM Cloud. The log has the details under this request ID.',
      code: 'internal',
      requestId,
    }
  }
  const { errors, upstream, retryAfterSeconds, reason, choice } = error.options
  const connection = administers ? error.options.connection : undefined
  return {
    type: 'about:blank',
    title: titlesByCode[error.code] ?? titles[error.status] ?? 'Error',
    status: error.status,
    detail: connection ? detailOf(connection.name) : error.detail,
    code: error.code,
    requestId,
    ...(errors && { errors: errors.slice(0, mostErrors) }),
    ...(upstream && { upstream }),
    ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
    ...(reason && { reason }),
    ...(connection && { connection }),
    ...choice,
  }
}

function detailOf(name: string): string {
  return `IBM Cloud rejects the API key of the connection “${name}”. Replace it under Access, Connections. Nothing was changed.`
}

export function problemResponse(problem: Problem, headers: Headers): Response {
  headers.set('Content-Type', 'application/problem+json')
  if (problem.retryAfter !== undefined) headers.set('Retry-After', String(problem.retryAfter))
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
