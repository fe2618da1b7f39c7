import 'server-only'
import { accessOf } from '@/lib/grants/access'
import { grantsOn } from '@/lib/grants/decide'
import { covers, type Grant, type JudgedZone } from '@/lib/grants/grant'
import { narrowed } from '@/lib/grants/narrow'
import type { PeopleOnZone, PersonOnZone } from '@/lib/schemas/people'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import type { GrantRow } from '@/lib/server/db/grants'
import { listGranted, listMembers, type NamedPerson } from '@/lib/server/db/people'
import { listLiveTokens } from '@/lib/server/db/tokens'
import { env } from '@/lib/server/env'
import * as cis from '@/lib/server/ibm/cis-zones'
import { environmentGrants, grantsOf } from '@/lib/server/rights'
import { currentTeam } from '@/lib/server/team'
import { answering } from '../admission/answering'
import { zoneContext } from '../gate'
import { timeOf } from '../grants/to-grant'

/** Members of a group that are named. */
const mostMembers = 1_000

/**
 * Who sees a zone by what was granted here, and by whose word; not whom IBM lets in by a role of their own. For whoever
 * sees the zone, which IBM is asked about for those with a right of their own.
 */
export async function listPeople(ctx: ServiceContext, place: ZonePlace): Promise<PeopleOnZone> {
  const target = await zoneContext(ctx, place)
  const [{ name }, team] = await Promise.all([cis.getZone(target, place.zoneId), currentTeam()])
  const issuer = env().OIDC_ISSUER
  // Grants reach what a connection sees.
  if (issuer === undefined || !(await answering(ctx, place.instanceId))) return { items: [] }
  const given = grantsOn(
    team.grants.filter((grant) => grant.issuer === issuer),
    { ...place, name },
    Date.now(),
  )
  const grants = [...environmentGrants(), ...given]
  const groups = grants.flatMap(({ subject }) => (subject.kind === 'group' ? [subject.name] : []))
  const db = await getDb()
  const [people, members] = await Promise.all([
    listGranted(db),
    listMembers(db, issuer, new Set(groups), mostMembers),
  ])
  const tokens = await tokensOn({ ...place, name }, issuer, team.version)
  const items = [...grants.flatMap((grant) => itemsOf(grant, people, members)), ...tokens]
  const isCut = members.values().some((own) => own.length === mostMembers)
  return { items, ...(isCut && { partial: true }) }
}

function itemsOf(
  grant: Grant & Partial<GrantRow>,
  people: ReadonlyMap<string, NamedPerson>,
  members: ReadonlyMap<string, readonly NamedPerson[]>,
): PersonOnZone[] {
  const { subject, role, rails, expiresAtMs, scope, personId } = grant
  const rest = {
    role,
    expiresAt: timeOf(expiresAtMs),
    needsApproval: role === 'editor' && rails?.needsApproval === true,
    reach: scope.kind,
    byEnvironment: grant.id === 'environment',
  }
  if (subject.kind === 'person') {
    const person = people.get(personId ?? '')
    const named = { email: person?.email ?? subject.email, name: person?.name ?? null }
    return [{ subject: { kind: 'person', ...named }, through: null, ...rest }]
  }
  const own = members.get(subject.name) ?? []
  const through = subject.name
  return [
    { subject: { kind: 'group', name: through, members: own.length }, through, ...rest },
    ...own.map(({ email, name }) => ({
      subject: { kind: 'person' as const, email, name },
      through,
      ...rest,
    })),
  ]
}

/** Programs that may come here: as far as their person may, by what counts now. */
async function tokensOn(
  zone: JudgedZone,
  issuer: string,
  version: number,
): Promise<PersonOnZone[]> {
  const tokens = await listLiveTokens(await getDb())
  const own = tokens.filter(
    ({ token, person }) => person.issuer === issuer && covers(token.scope, zone),
  )
  const judged = await Promise.all(
    own.map(async ({ token, person }): Promise<PersonOnZone | null> => {
      // Of the zone first: many tokens of somebody with many grants are narrowed to few.
      const counting = grantsOn(await grantsOf(person, version), zone, Date.now())
      const access = accessOf(grantsOn(narrowed(counting, token), zone, Date.now()))
      if (!access) return null
      return {
        subject: { kind: 'token', name: token.name, of: person.name },
        role: access.role,
        needsApproval: access.needsApproval,
        through: null,
        expiresAt: timeOf(token.expiresAt),
        reach: token.scope.kind,
        byEnvironment: false,
      }
    }),
  )
  return judged.filter((item) => item !== null)
}
