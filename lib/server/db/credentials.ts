import 'server-only'
import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { Db } from './client'
import type { CredentialTable, Database } from './schema'

/** IBM's tokens of somebody, sealed. Times are epoch ms. */
export type CredentialRow = {
  id: string
  accountId: string
  /** IAM id of whom the tokens speak for. */
  iamId: string
  sealedTokens: string
  /** The API key that a connection gets its tokens by; null: they are refreshed. */
  sealedKey: string | null
  tokenIssuedAt: number
  tokenExpiresAt: number
}

export async function createCredential(
  db: Db,
  credential: CredentialRow,
  now = Date.now(),
): Promise<void> {
  await db
    .insertInto('credentials')
    .values({
      id: credential.id,
      account_id: credential.accountId,
      iam_id: credential.iamId,
      sealed_tokens: credential.sealedTokens,
      sealed_key: credential.sealedKey,
      token_issued_at: credential.tokenIssuedAt,
      token_expires_at: credential.tokenExpiresAt,
      created_at: now,
    })
    .execute()
}

export async function findCredential(db: Db, id: string): Promise<CredentialRow | null> {
  const row = await db.selectFrom('credentials').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCredential(row) : null
}

/**
 * Stores refreshed tokens unless another request did so first.
 * @returns false: the tokens are no longer those that were issued at `expected`; read the row again.
 */
export async function updateCredentialTokens(
  db: Db,
  id: string,
  expected: number,
  tokens: Pick<CredentialRow, 'sealedTokens' | 'tokenIssuedAt' | 'tokenExpiresAt'>,
): Promise<boolean> {
  const result = await db
    .updateTable('credentials')
    .set({
      sealed_tokens: tokens.sealedTokens,
      token_issued_at: tokens.tokenIssuedAt,
      token_expires_at: tokens.tokenExpiresAt,
    })
    .where('id', '=', id)
    .where('token_issued_at', '=', expected)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/**
 * What a connection's key gave; with `sealedKey` it is another one, of the same account. Whatever goes on with the credential
 * goes on with this.
 */
export async function replaceCredentialKey(
  db: Db,
  next: Omit<CredentialRow, 'accountId' | 'sealedKey'> & { sealedKey?: string },
): Promise<void> {
  await db
    .updateTable('credentials')
    .set({
      iam_id: next.iamId,
      ...(next.sealedKey !== undefined && { sealed_key: next.sealedKey }),
      sealed_tokens: next.sealedTokens,
      token_issued_at: next.tokenIssuedAt,
      token_expires_at: next.tokenExpiresAt,
    })
    .where('id', '=', next.id)
    .execute()
}

/** The tokens that a refused key gave count no more: whoever uses the credential asks IAM first. */
export async function expireCredential(db: Db, id: string): Promise<void> {
  await db.updateTable('credentials').set({ token_expires_at: 0 }).where('id', '=', id).execute()
}

/** Removes one whom nothing needs any more: no session, no connection, no write that is still to be settled, no move. */
export async function removeUnusedCredential(db: Db, id: string): Promise<void> {
  await db.deleteFrom('credentials').where('id', '=', id).where(isUnused()).execute()
}

/** @returns how many were removed */
export async function removeUnusedCredentials(db: Db, createdBefore: number): Promise<number> {
  const result = await db
    .deleteFrom('credentials')
    // A session that is just being started has its credential first.
    .where('created_at', '<', createdBefore)
    .where(isUnused())
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Removes one that IBM refuses, whoever needs it. */
export async function removeCredential(db: Db, id: string): Promise<void> {
  await db.deleteFrom('credentials').where('id', '=', id).execute()
}

function isUnused(): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'credentials'>()
  const uses = (table: 'sessions' | 'connections' | 'settlements' | 'moves') =>
    eb.exists(
      eb.selectFrom(table).select('credential_id').whereRef('credential_id', '=', 'credentials.id'),
    )
  return eb.not(eb.or([uses('sessions'), uses('connections'), uses('settlements'), uses('moves')]))
}

export function toCredential(row: Omit<CredentialTable, 'created_at'>): CredentialRow {
  return {
    id: row.id,
    accountId: row.account_id,
    iamId: row.iam_id,
    sealedTokens: row.sealed_tokens,
    sealedKey: row.sealed_key,
    tokenIssuedAt: row.token_issued_at,
    tokenExpiresAt: row.token_expires_at,
  }
}
