import 'server-only'
import { grantFault } from '@/lib/grants/fault'
import { grantWords, type ReachNames } from '@/lib/grants/words'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import type { Db } from '@/lib/server/db/client'
import { type GrantRow, listGrants } from '@/lib/server/db/grants'
import { listMembers } from '@/lib/server/db/people'
import { env } from '@/lib/server/env'
import { AppError, ValidationError } from '@/lib/server/errors'
import { authorOf, redacted } from '../audited'
import { timeOf } from './to-grant'

/** Throws for a grant that can't be as a whole. `former`: as it was before. */
export function judgeGrant(grant: GrantRow, former?: GrantRow): void {
  const fault = grantFault(grant, Date.now(), former?.expiresAtMs)
  if (fault) throw new ValidationError([fault])
}

/** Writes down what became of a grant, within the transaction of that. */
export async function recordGrant(
  transaction: Db,
  ctx: ServiceContext,
  action: Extract<ActivityAction, `grant.${string}`>,
  { before, after }: { before?: GrantRow; after?: GrantRow },
  names: ReachNames,
): Promise<void> {
  const shown = after ?? before
  await appendEvent(transaction, {
    ...authorOf(ctx),
    action,
    accountId: '',
    instanceId: '',
    subject: shown ? grantWords(shown, names) : null,
    before: redacted(before && factsOf(before)),
    after: redacted(after && factsOf(after)),
  })
}

export function factsOf({ id, subject, role, scope, rails, expiresAtMs, personId }: GrantRow) {
  return { id, subject, role, scope, rails, expiresAt: timeOf(expiresAtMs), personId }
}

/** Administers without an end, as far as the grant itself says. */
const isLasting = ({ role, expiresAtMs, issuer }: GrantRow) =>
  role === 'administrator' && expiresAtMs === null && issuer === env().OIDC_ISSUER

/**
 * Whether somebody has signed in whom one of these grants makes an administrator for good. An address that nobody came with
 * and a group without a member may be mistyped.
 */
async function isHeld(db: Db, grants: readonly GrantRow[]): Promise<boolean> {
  const lasting = grants.filter(isLasting)
  if (lasting.some(({ personId }) => personId !== null)) return true
  const groups = lasting.flatMap(({ subject }) => (subject.kind === 'group' ? [subject.name] : []))
  const [first] = lasting
  return first !== undefined && (await listMembers(db, first.issuer, new Set(groups), 1)).size > 0
}

/**
 * Throws where nobody would be left who has signed in and administers without an end. Whoever the environment names counts,
 * while it does. The caller holds the row of `raiseTeamVersion`, so that nobody else changes a grant meanwhile.
 */
export async function assertAdministered(transaction: Db, former: GrantRow, next: GrantRow | null) {
  const { ADMIN_EMAILS, ADMIN_GROUPS } = env()
  if (ADMIN_EMAILS.length + ADMIN_GROUPS.length > 0) return
  if (!(await isHeld(transaction, [former]))) return
  const others = (await listGrants(transaction)).filter(({ id }) => id !== former.id)
  if (await isHeld(transaction, next ? [...others, next] : others)) return
  throw new AppError(
    'last_administrator',
    'This is the last administrator without an end date who has signed in. Make somebody else an administrator and let them sign in first. Nothing was changed.',
  )
}
