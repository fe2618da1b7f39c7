import 'server-only'
import { type ReachNames, scopeWords, subjectName } from '@/lib/grants/words'
import { matchesWords, searchable, wordsOf } from '@/lib/match-words'
import type { GrantList } from '@/lib/schemas/grant'
import type { GrantQuery } from '@/lib/schemas/grant-query'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import type { GrantRow } from '@/lib/server/db/grants'
import { listGranted, type NamedPerson } from '@/lib/server/db/people'
import { env } from '@/lib/server/env'
import { administersAll } from '@/lib/server/rights'
import { currentTeam } from '@/lib/server/team'
import { countMembers } from './members'
import { namesOf } from './reach'
import { toGrant } from './to-grant'

/** All grants that a search finds, administrators first, then by name; expired ones are among them. */
export async function listGrants(
  ctx: ServiceContext,
  { q = '', limit }: GrantQuery,
): Promise<GrantList> {
  if (!administersAll(ctx)) return { items: [], total: 0, environment: { emails: [], groups: [] } }
  const { grants } = await currentTeam()
  const db = await getDb()
  const [people, names] = await Promise.all([
    listGranted(db),
    namesOf(
      ctx,
      grants.map(({ scope }) => scope),
    ),
  ])
  const words = wordsOf(q)
  const matches = (text: string) => words.length === 0 || matchesWords(words, searchable(text))
  const found = grants
    .map((grant) => ({
      grant,
      person: people.get(grant.personId ?? '') ?? null,
      names: names(grant.scope),
      place: place(grant),
    }))
    .filter((it) => matches(textOf(it)))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
  const shown = found.slice(0, limit)
  const membersOf = await countMembers(
    db,
    shown.map(({ grant }) => grant),
  )
  const byEnvironment = (kind: string) => (name: string) =>
    matches(`${kind} ${name} administrator environment`)
  return {
    items: shown.map((it) => toGrant(it.grant, it.person, it.names, membersOf(it.grant))),
    total: found.length,
    environment: {
      emails: env().ADMIN_EMAILS.filter(byEnvironment('person')),
      groups: env().ADMIN_GROUPS.filter(byEnvironment('group')),
    },
  }
}

type Found = { grant: GrantRow; person: NamedPerson | null; names: ReachNames }

function textOf({ grant: { subject, role, scope }, person, names }: Found): string {
  const zones = scope.kind === 'zones' ? scope.zoneIds.map((id) => names.zones[id] ?? id) : []
  return [
    subject.kind,
    subjectName(subject),
    person?.name ?? '',
    role,
    scopeWords(scope, names),
    ...zones,
  ].join(' ')
}

const place = ({ role, subject, id }: GrantRow) =>
  `${role === 'administrator' ? 0 : 1} ${subjectName(subject).toLowerCase()} ${id}`
