import 'server-only'
import { LRUCache } from 'lru-cache'
import { comparedEmail } from '@/lib/grants/email'
import { type Grant, isLive } from '@/lib/grants/grant'
import type { Principal, ServiceContext } from './context'
import type { GrantRow } from './db/grants'
import type { PersonRow } from './db/people'
import { env } from './env'
import { singleton } from './singleton'
import { groupKey, loadTeam, type Team } from './team'

/** As the audit and the limits know somebody of the company's identity provider. */
export function principalOf({ id, name, email }: PersonRow): Principal {
  return { kind: 'oidc', id, name, email, account: null }
}

/**
 * What a person with an IBM key manages: everything where ADMIN_EMAILS names them; what is of their own account where this
 * is a dashboard without teams.
 */
export function administersByIbm(person: Pick<Principal, 'id' | 'email' | 'account'>) {
  const { ADMIN_EMAILS, ADMIN_GROUPS, OIDC_ISSUER } = env()
  const isNamed = person.email !== '' && ADMIN_EMAILS.includes(comparedEmail(person.email))
  if (isNamed && isAddressSure(person)) return 'all'
  const hasTeams = OIDC_ISSUER !== undefined || ADMIN_EMAILS.length + ADMIN_GROUPS.length > 0
  return hasTeams ? null : 'account'
}

/**
 * Whether an IBM token's address is somebody's own. IBM verifies those of IBMids; an account may have an identity provider of
 * its own, which can name any, and counts only where the operator chose the accounts. That such people's ids begin otherwise
 * is unproven.
 */
function isAddressSure({ id, account }: Pick<Principal, 'id' | 'account'>): boolean {
  return id.startsWith('IBMid-') || env().ALLOWED_ACCOUNTS.includes(account?.id ?? '')
}

/** Whether somebody manages the whole dashboard: its people and what they asked for are no one account's. */
export const administersAll = ({ administers }: Pick<ServiceContext, 'administers'>): boolean =>
  administers === 'all'

type Known = { seenAt: number; team: Team; grants: readonly Grant[] }
const known = () => singleton('grants-of-people', () => new LRUCache<string, Known>({ max: 2_000 }))

/**
 * What is granted to somebody now, by address, by group and by the environment; expired ones are among them, since time
 * goes on. `version`: of grants and connections, as the request's own reading of the session found it.
 */
export async function grantsOf(person: PersonRow, version: number): Promise<readonly Grant[]> {
  const team = await loadTeam(version)
  const found = known().get(person.id)
  if (found?.team === team && found.seenAt === person.seenAt) return found.grants
  const grants = [...ofEnvironment(person), ...ofTeam(person, team)]
  known().set(person.id, { seenAt: person.seenAt, team, grants })
  return grants
}

export const isAdministrator = (grants: readonly Grant[], nowMs = Date.now()): boolean =>
  grants.some((grant) => grant.role === 'administrator' && isLive(grant, nowMs))

function ofTeam({ id, issuer, groups }: PersonRow, team: Team): GrantRow[] {
  return [
    ...(team.byPerson.get(id) ?? []),
    ...new Set(groups).values().flatMap((group) => team.byGroup.get(groupKey(issuer, group)) ?? []),
  ]
}

/** ADMIN_EMAILS and ADMIN_GROUPS as grants, while they are set. */
export function environmentGrants(): Grant[] {
  const { ADMIN_EMAILS, ADMIN_GROUPS } = env()
  const grant = (subject: Grant['subject']): Grant => ({
    id: 'environment',
    subject,
    role: 'administrator',
    scope: { kind: 'all' },
    rails: null,
    expiresAtMs: null,
  })
  return [
    ...ADMIN_EMAILS.map((email) => grant({ kind: 'person', email })),
    ...ADMIN_GROUPS.map((name) => grant({ kind: 'group', name })),
  ]
}

function ofEnvironment({ issuer, email, isEmailVerified, groups }: PersonRow): Grant[] {
  if (issuer !== env().OIDC_ISSUER) return []
  return environmentGrants().filter(({ subject }) =>
    subject.kind === 'person'
      ? isEmailVerified && subject.email === comparedEmail(email)
      : groups.includes(subject.name),
  )
}
