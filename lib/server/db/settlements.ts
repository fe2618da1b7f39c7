import 'server-only'
import type { Db } from './client'
import type { SettlementTable } from './schema'

/** A write whose outcome is to be found out by reading. Times are epoch ms. */
export type Settlement = {
  attemptId: string
  accountId: string
  instanceId: string
  zoneId: string
  /** Whose right the readings are made with. */
  credentialId: string
  dueAt: number
  /** How many readings have told nothing so far. */
  tries: number
  /** From then on it is no longer looked for. */
  givenUpAt: number
}

/** Within the transaction that writes the attempt: no attempt is ever left to nobody. */
export async function addSettlement(db: Db, settlement: Omit<Settlement, 'tries'>): Promise<void> {
  await db
    .insertInto('settlements')
    .values({
      attempt_id: settlement.attemptId,
      account_id: settlement.accountId,
      instance_id: settlement.instanceId,
      zone_id: settlement.zoneId,
      credential_id: settlement.credentialId,
      due_at: settlement.dueAt,
      tries: 0,
      given_up_at: settlement.givenUpAt,
    })
    .execute()
}

/** The outcome is known, or will never be. */
export async function removeSettlement(db: Db, attemptId: string): Promise<void> {
  await db.deleteFrom('settlements').where('attempt_id', '=', attemptId).execute()
}

/**
 * Takes what is due, the oldest attempts first, for `leaseMs`: no other process looks at it until then, and if this one
 * dies another goes on.
 */
export async function claimDue(
  db: Db,
  leaseMs: number,
  limit: number,
  now = Date.now(),
): Promise<Settlement[]> {
  const due = await db
    .selectFrom('settlements')
    .selectAll()
    .where('due_at', '<=', now)
    // Ids of attempts begin with the time at which they were made.
    .orderBy('attempt_id')
    .limit(limit)
    .execute()
  const claimed: Settlement[] = []
  for (const row of due) {
    const { numUpdatedRows } = await db
      .updateTable('settlements')
      .set({ due_at: now + leaseMs })
      .where('attempt_id', '=', row.attempt_id)
      .where('due_at', '=', row.due_at)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) claimed.push(toSettlement(row))
  }
  return claimed
}

/** When it is looked for again. */
export async function postpone(
  db: Db,
  attemptId: string,
  { dueAt, tries }: Pick<Settlement, 'dueAt' | 'tries'>,
): Promise<void> {
  await db
    .updateTable('settlements')
    .set({ due_at: dueAt, tries })
    .where('attempt_id', '=', attemptId)
    .execute()
}

/**
 * Lends a credential to writes on these instances whose own is gone, so that they are looked for again at once.
 * @returns how many
 */
export async function lendCredential(
  db: Db,
  accountId: string,
  instanceIds: readonly string[],
  credentialId: string,
  now = Date.now(),
): Promise<number> {
  if (instanceIds.length === 0) return 0
  const result = await db
    .updateTable('settlements')
    .set({ credential_id: credentialId, due_at: now })
    .where('account_id', '=', accountId)
    .where('instance_id', 'in', instanceIds)
    .where('credential_id', 'not in', (eb) => eb.selectFrom('credentials').select('id'))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

function toSettlement(row: SettlementTable): Settlement {
  return {
    attemptId: row.attempt_id,
    accountId: row.account_id,
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    credentialId: row.credential_id,
    dueAt: row.due_at,
    tries: row.tries,
    givenUpAt: row.given_up_at,
  }
}
