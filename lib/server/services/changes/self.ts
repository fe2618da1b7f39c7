import 'server-only'
import { comparedEmail } from '@/lib/grants/email'
import type { Principal } from '@/lib/server/context'
import type { ChangeRequestRow, Person } from '@/lib/server/db/change-requests'

/** Whoever acts, as a person: what a token asks for, its person asks for. */
export const selfOf = ({ id, personId, name, personName, email }: Principal): Person => ({
  id: personId ?? id,
  name: personName ?? name,
  email,
})

export const isAsker = (principal: Principal, { asker }: Pick<ChangeRequestRow, 'asker'>) =>
  selfOf(principal).id === asker.id

/** The same person may have come in another way as well, with an IBM key of their own: nobody decides for themselves. */
export function isSamePerson(principal: Principal, row: Pick<ChangeRequestRow, 'asker'>): boolean {
  const email = comparedEmail(principal.email.trim())
  return isAsker(principal, row) || (email !== '' && email === comparedEmail(row.asker.email))
}
