import 'server-only'
import { env } from '@/lib/server/env'
import { AppError, ValidationError } from '@/lib/server/errors'
import { ForbiddenHost, OutboundFailure } from '@/lib/server/outbound/failure'
import { findPlace } from '@/lib/server/outbound/place'

/** Of looking a host up before a channel is saved. */
const lookUpMs = 5_000

/**
 * An address that alerts may go to, as it is kept. Throws ValidationError at `url`, and `address_not_allowed` for a host that
 * is not public, while ALERT_ALLOW_PRIVATE is off. A name that can't be looked up now is kept: each delivery judges it anew.
 */
export async function judgedUrl(given: string): Promise<string> {
  const refuse = (message: string) => new ValidationError([{ path: 'url', message }])
  const url = URL.parse(given)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw refuse('Enter a URL such as https://example.com/hook')
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse('A URL with a user or password is not accepted')
  }
  if (url.hash !== '') throw refuse('A URL without “#”')
  const { ALERT_ALLOW_PRIVATE: allowPrivate } = env()
  if (url.protocol === 'http:' && !allowPrivate) throw refuse('Use https://')
  try {
    await findPlace(url.hostname, { allowPrivate, untilMs: Date.now() + lookUpMs })
  } catch (error) {
    if (error instanceof ForbiddenHost) throw notPublic()
    if (!(error instanceof OutboundFailure)) throw error
  }
  return url.href
}

function notPublic(): AppError {
  const message = 'Not a public address'
  return new AppError(
    'address_not_allowed',
    'This host is not a public address. Alerts go to private addresses only where the operator sets ALERT_ALLOW_PRIVATE. Nothing was saved.',
    { errors: [{ path: 'url', message }] },
  )
}

/** What is shown of a URL: its host, and how its path begins. Slack's path is the secret, and a query may hold one. */
export function shownUrl(href: string): string {
  const { origin, pathname, search } = new URL(href)
  const hasMore = pathname !== '/' || search !== ''
  return hasMore ? `${origin}/••••` : origin
}
