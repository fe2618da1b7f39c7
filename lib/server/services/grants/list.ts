import 'server-only'
import { type ReachNames, scopeWords, subjectName } from '@/lib/grants/words'
import { matchesWords, searchable, wordsOf } from '@/lib/match-words'
import type { GrantList } from '@/lib/schemas/grant'
import type { GrantQuery } from '@/lib/schemas/grant-query'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import type { GrantRow } from '@/lib/server/db/grants'
import { listGranted } from '@/lib/server/db/people'
import { currentTeam } from '@/lib/server/team'
import { namesOf } from './reach'
import { toGrant } from './to-grant'

/** All grants, administrators first, then by name; expired ones are among them. */
export async function listGrants(
  ctx: ServiceContext,
  { q = '', limit }: GrantQuery,
): Promise<GrantList> {
  const { grants } = await currentTeam()
  const [people, names] = await Promise.all([
    listGranted(await getDb()),
    namesOf(
      ctx,
      grants.map(({ scope }) => scope),
    ),
  ])
  const personOf = ({ personId }: GrantRow) => people.get(personId ?? '') ?? null
  const words = wordsOf(q)
  const found = grants
    .map((grant) => ({ grant, person: personOf(grant), names: names(grant.scope) }))
    .filter((it) =>
      matchesWords(words, searchable(textOf(it.grant, it.person?.name ?? '', it.names))),
    )
    .toSorted((a, b) => place(a.grant).localeCompare(place(b.grant)))
  return {
    items: found.slice(0, limit).map((it) => toGrant(it.grant, it.person, it.names)),
    total: found.length,
  }
}

function textOf({ subject, role, scope }: GrantRow, name: string, names: ReachNames): string {
  const zones = scope.kind === 'zones' ? scope.zoneIds.map((id) => names.zones[id] ?? id) : []
  return [subject.kind, subjectName(subject), name, role, scopeWords(scope, names), ...zones].join(
    ' ',
  )
}

const place = ({ role, subject, id }: GrantRow) =>
  `${role === 'administrator' ? 0 : 1} ${subjectName(subject).toLowerCase()} ${id}`
