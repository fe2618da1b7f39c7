import { personName } from '@/lib/jobs/who'
import type { ActivityItem } from '@/lib/schemas/activity'

type Entry = Pick<ActivityItem, 'actor' | 'via'>

/** Ids of people of the company's identity provider begin so. */
const isMember = ({ id }: Entry['actor']) => id.startsWith('oidc-')

/** What somebody is called; of a sign-in that was refused nobody knows who it was. */
export const whoWords = (actor: Entry['actor']): string => personName(actor) || 'Unknown'

/** The newest names of people by their e-mail addresses, as the entries of their own tell. */
export function peopleNames(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { actor, via } of entries) {
    if (via !== 'token' && actor.email && actor.name && !names.has(actor.email)) {
      names.set(actor.email, actor.name)
    }
  }
  return names
}

/** How they came in, in a few words: "token of Jakub Wiśniewski", "company account", "from 10.20.4.17". */
export function cameWords(
  { actor, via }: Entry,
  people: ReadonlyMap<string, string>,
): string | null {
  switch (via) {
    case 'token':
      return actor.email ? `token of ${people.get(actor.email) ?? actor.email}` : 'token'
    case 'approval':
      return 'after approval'
    case 'system':
      return actor.id === 'system' ? 'automatic' : 'in the background'
    case 'session':
      if (isMember(actor)) return 'company account'
      return actor.address && actor.address !== 'unknown' ? `from ${actor.address}` : null
  }
}

/** With what they came in, for the details. */
export function identityWords({ actor, via }: Entry): string | null {
  if (via === 'token') return 'API token'
  if (via === 'system' || actor.id === '') return null
  return isMember(actor) ? 'company account' : 'IBM Cloud account'
}
