import type { Rails, Role, Scope } from '../schemas/grant'

type Judged = { role: Role; scope: Scope; rails: Rails | null; expiresAtMs: number | null }

/** What is wrong with a grant as a whole, at its member; null: nothing. An end that it has already may be over. */
export function grantFault(
  { role, scope, rails, expiresAtMs }: Judged,
  nowMs: number,
  formerEndMs: number | null = null,
): { path: string; message: string } | null {
  if (role === 'administrator' && scope.kind !== 'all') {
    return { path: 'scope', message: 'An administrator reaches everything' }
  }
  if (role === 'administrator' && rails !== null) {
    return { path: 'rails', message: 'Guard rails don’t apply to administrators' }
  }
  if (expiresAtMs !== null && expiresAtMs <= nowMs && expiresAtMs !== formerEndMs) {
    return { path: 'expiresAt', message: 'Must be in the future' }
  }
  return null
}

/** Rails that forbid nothing are none. */
export function tidyRails(rails: Rails | null | undefined): Rails | null {
  if (!rails) return null
  const { needsApproval, datasets, destinations } = rails
  const kept = {
    ...(needsApproval && { needsApproval }),
    ...(datasets && { datasets }),
    ...(destinations && { destinations }),
  }
  return Object.keys(kept).length === 0 ? null : kept
}
