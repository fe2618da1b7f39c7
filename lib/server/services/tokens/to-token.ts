import 'server-only'
import type { Token } from '@/lib/schemas/token'
import type { Owner, TokenRow } from '@/lib/server/db/tokens'

/** As it is shown, for good without its secret. */
export function toToken(
  { id, name, role, scope, expiresAt, lastUsedAt, createdAt }: TokenRow,
  { id: ownerId, name: ownerName, email }: Owner,
): Token {
  const time = (ms: number) => new Date(ms).toISOString()
  return {
    id,
    name,
    role,
    scope,
    expiresAt: time(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : time(lastUsedAt),
    createdAt: time(createdAt),
    createdBy: { id: ownerId, name: ownerName, email },
  }
}

/** What the record keeps of it. */
export function recordOf({ name, role, scope, expiresAt }: TokenRow) {
  return { name, role, scope, expiresAt: new Date(expiresAt).toISOString() }
}
