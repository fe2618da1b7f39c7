import 'server-only'
import { outcomeTerm, termsOfAttempt, termsOfOutcome } from './audit-terms'
import type { Db } from './client'
import type { AuditAttemptTable } from './schema'

export type Person = Pick<
  AuditAttemptTable,
  'account_id' | 'actor_id' | 'actor_name' | 'actor_email'
>

/** An attempt, the number of its newest row in the chain, and all that it is to be found by. */
export type FoundAttempt = { attempt: AuditAttemptTable; newest: number; terms: string[] }

/**
 * The attempts from one number up to, and without, another, with what they are found by, made anew out of the audit.
 * @param numberOf the number by which a person is named (audit-actor.ts); asked once for each
 */
export async function readAttempts(
  db: Db,
  first: number,
  end: number,
  numberOf: (person: Person) => Promise<number>,
): Promise<FoundAttempt[]> {
  const attempts = await db
    .selectFrom('audit_attempts')
    .selectAll()
    .where('seq', '>=', first)
    .where('seq', '<', end)
    .orderBy('seq')
    .execute()
  if (attempts.length === 0) return []
  const outcomes = await db
    .selectFrom('audit_outcomes')
    .selectAll()
    .where(
      'attempt_id',
      'in',
      attempts.map(({ id }) => id),
    )
    .orderBy('nth')
    .execute()
  const byAttempt = Map.groupBy(outcomes, ({ attempt_id }) => attempt_id)
  const numbers = new Map<string, number>()
  for (const attempt of attempts) {
    const person = personOf(attempt)
    if (!numbers.has(person)) numbers.set(person, await numberOf(attempt))
  }
  return attempts.map((attempt) => {
    const own = byAttempt.get(attempt.id) ?? []
    const terms = [
      ...termsOfAttempt(attempt, numbers.get(personOf(attempt)) ?? 0),
      ...own.flatMap(termsOfOutcome),
      outcomeTerm(own.at(-1)?.outcome ?? 'pending'),
    ]
    return { attempt, newest: own.at(-1)?.seq ?? attempt.seq, terms }
  })
}

const personOf = ({ account_id, actor_id, actor_name, actor_email }: Person) =>
  JSON.stringify([account_id, actor_id, actor_name, actor_email])
