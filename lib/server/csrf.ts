import 'server-only'
import { env } from './env'
import { AppError } from './errors'

let cachedOrigins: ReadonlySet<string> | undefined

/** The origins that pages of ours may have: APP_URL alone where it is set, else localhost in both spellings. */
function ownOrigins(): ReadonlySet<string> {
  const { APP_URL, PORT } = env()
  cachedOrigins ??= new Set(
    APP_URL ? [APP_URL] : [`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`],
  )
  return cachedOrigins
}

/** The address of this dashboard as the request's browser has it, for links that lead back to it. */
export function ownOrigin(request: Request): string {
  const [first = ''] = ownOrigins()
  const asked = `http://${request.headers.get('host') ?? ''}`
  return ownOrigins().has(asked) ? asked : first
}

/**
 * Lets a write pass only from a page of ours: the Origin must be our own, or be missing while the browser itself
 * says same-origin. Throws AppError `csrf`.
 */
export function assertOwnOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  const allowed =
    origin === null
      ? request.headers.get('sec-fetch-site') === 'same-origin'
      : ownOrigins().has(origin)
  if (!allowed) {
    throw new AppError(
      'csrf',
      'This request did not come from a page of this dashboard, so nothing was done. Behind a proxy, APP_URL must be the address in the browser.',
    )
  }
}
