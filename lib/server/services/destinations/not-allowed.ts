import 'server-only'
import { AppError } from '@/lib/server/errors'
import type { ForbiddenHost, Refusal } from '@/lib/server/outbound/failure'

const called: Record<Exclude<Refusal, 'invalid'>, string> = {
  loopback: 'a loopback address',
  private: 'a private address',
  'link-local': 'a link-local address',
  metadata: 'a cloud metadata address',
  reserved: 'a reserved address',
  own: 'an address of this server itself',
}

/** A host that this server may not connect to. Which address a name resolves to is not said. */
export function notAllowed({ why, byName }: ForbiddenHost, path: string): AppError {
  if (why === 'invalid') {
    const message = 'Enter a host name or an IP address'
    return new AppError('validation_failed', `${path}: ${message}`, { errors: [{ path, message }] })
  }
  const message = `${byName ? 'This name resolves to' : 'This is'} ${called[why]}, which this server does not connect to`
  return new AppError(
    'address_not_allowed',
    `${message}. IBM can’t reach it either. Nothing was sent. To allow tests there, an operator sets DESTINATION_TEST_ALLOW_PRIVATE=on.`,
    { errors: [{ path, message }] },
  )
}
