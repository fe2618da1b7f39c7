import 'server-only'
import type { Role } from '@/lib/schemas/grant'
import { AppError } from '@/lib/server/errors'

const article: Record<Role, string> = {
  viewer: 'a viewer',
  editor: 'an editor',
  administrator: 'an administrator',
}

/** Seen, but not for this role: says which one may. */
export function notAllowed(needs: Role): AppError {
  return new AppError(
    'not_allowed',
    `This needs ${article[needs]}. Ask an administrator of this dashboard for that role. Nothing was changed.`,
    { reason: needs },
  )
}

/** What a program may not do, whoever created its token. */
export function notByToken(): AppError {
  return new AppError(
    'not_allowed',
    'This can’t be done with a token. Sign in to the dashboard to do it. Nothing was changed.',
    { reason: 'person' },
  )
}
