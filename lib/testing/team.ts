import { createHash } from 'node:crypto'
import type { Grant } from '@/lib/grants/grant'
import { ownOrigin, type Visitor } from './visitor'
import type { World } from './world'

// Teams for tests, written where sign-in, connections and grants write them: for suites about something else.

export const issuer = 'https://identity.example.com'
/** What a world needs in its environment, so that people of the provider are known. */
export const teamEnv = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'FAKE-client' }
/** The same, where the simulator's `manager` administers. */
export const adminEnv = { ...teamEnv, ADMIN_EMAILS: 'marta.lindqvist@nordlicht.example' }

type Told = {
  subject: string
  name?: string
  email?: string
  groups?: string[]
  isVerified?: boolean
}

/** Somebody who has signed in with the company's account. */
export async function signInPerson(world: World, told: Told): Promise<Visitor & { id: string }> {
  const { savePerson } = await import('@/lib/server/db/people')
  const { startSessionOf } = await import('@/lib/server/session')
  const { subject, groups = [], isVerified = true } = told
  const digest = createHash('sha256').update(`${issuer}\n${subject}`).digest('hex')
  const person = {
    id: `oidc-${digest.slice(0, 32)}`,
    issuer,
    subject,
    name: told.name ?? subject,
    email: told.email ?? `${subject}@example.com`,
    isEmailVerified: isVerified,
    groups,
    seenAt: Date.now(),
  }
  await savePerson(await world.db(), person)
  const visitor = world.visitor()
  const headers = new Headers()
  await startSessionOf(person, null, new Request(ownOrigin), headers)
  visitor.cookie = headers.getSetCookie().at(-1)?.split(';')[0] ?? null
  return Object.assign(visitor, { id: person.id })
}

/** Gives a person (by id) or a group what a grant says. @returns its id */
export async function giveGrant(
  world: World,
  to: { personId: string } | { group: string },
  { role, scope, rails = null, expiresAtMs = null }: Pick<Grant, 'role' | 'scope'> & Partial<Grant>,
): Promise<string> {
  const { insertGrant, raiseTeamVersion } = await import('@/lib/server/db/grants')
  const { createId } = await import('@/lib/server/db/id')
  const db = await world.db()
  const id = createId()
  await insertGrant(db, {
    id,
    subject:
      'group' in to
        ? { kind: 'group', name: to.group }
        : { kind: 'person', email: 'somebody@example.com' },
    issuer,
    personId: 'personId' in to ? to.personId : null,
    role,
    scope,
    rails,
    expiresAtMs,
    createdAt: Date.now(),
    createdBy: 'a test',
  })
  await raiseTeamVersion(db)
  return id
}

/** Somebody who administers everything, by the group `admins`. */
export async function signInAdmin(
  world: World,
  subject: string,
): Promise<Visitor & { id: string }> {
  const admin = await signInPerson(world, { subject, groups: ['admins'] })
  await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
  return admin
}

/** A connection with one of the simulator's keys. @returns its id */
export async function connect(
  world: World,
  key: keyof World['place']['keys'] = 'manager',
  apiKey = world.place.keys[key],
): Promise<string> {
  const { keepCredential } = await import('@/lib/server/credential')
  const { insertConnection } = await import('@/lib/server/db/connections')
  const { raiseTeamVersion } = await import('@/lib/server/db/grants')
  const { createId } = await import('@/lib/server/db/id')
  const { claims, tokenByApiKey } = await import('@/lib/server/ibm/iam')
  const token = await tokenByApiKey(apiKey, {
    deadlineMs: Date.now() + 10_000,
    requestId: crypto.randomUUID(),
  })
  const { iamId, accountId } = claims(token.accessToken)
  const db = await world.db()
  const credentialId = await keepCredential(db, { accountId, iamId }, token, apiKey)
  const id = createId()
  await insertConnection(db, {
    id,
    name: key,
    accountId,
    keyId: null,
    keyName: null,
    owner: iamId,
    expiresAt: null,
    credentialId,
    state: 'ok',
    checkedAt: Date.now(),
    lacks: [],
    instances: [],
    createdAt: Date.now(),
  })
  await raiseTeamVersion(db)
  return id
}
