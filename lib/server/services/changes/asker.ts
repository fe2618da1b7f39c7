import 'server-only'
import type { Caller } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { findPerson } from '@/lib/server/db/people'
import { maySignIn } from '@/lib/server/oidc/ways'
import { grantsOf, isAdministrator, principalOf } from '@/lib/server/rights'
import { currentTeam } from '@/lib/server/team'

/**
 * Somebody of the identity provider as if they asked now, whether they are signed in or not: with what is granted to them
 * today, and only that. null: nobody of that id ever signed in, or they can't any more.
 */
export async function callerOf(personId: string): Promise<Caller | null> {
  const person = await findPerson(await getDb(), personId)
  if (!person || !maySignIn(person)) return null
  const { version } = await currentTeam()
  const grants = await grantsOf(person, version)
  return {
    idHash: null,
    expiresAtMs: Number.POSITIVE_INFINITY,
    principal: principalOf(person),
    credential: null,
    rights: { by: 'grants', grants },
    administers: isAdministrator(grants) ? 'all' : null,
    via: 'approval',
  }
}
