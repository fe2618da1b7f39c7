import 'server-only'
import type { Credential } from './context'
import { randomId } from './crypto'
import { type Db, getDb } from './db/client'
import {
  type CredentialRow,
  createCredential,
  findCredential,
  removeUnusedCredential,
  replaceCredentialKey,
} from './db/credentials'
import type { TokenSet } from './ibm/iam'
import { log } from './log'
import { forget, isDue, isEnding, refreshed } from './renewal'
import { sealed, sealKey, unseal } from './sealed-tokens'

/**
 * Keeps IBM's tokens of somebody, sealed; with `apiKey`, a connection's, that key is kept and gets the next ones.
 * @returns the row's id
 */
export async function keepCredential(
  db: Db,
  owner: { accountId: string; iamId: string },
  token: TokenSet,
  apiKey?: string,
): Promise<string> {
  const id = randomId()
  const sealedKey = apiKey === undefined ? null : sealKey(id, apiKey)
  await createCredential(db, { id, ...owner, sealedKey, ...sealed(id, token, token.refreshToken) })
  return id
}

/**
 * What a connection's key gave just now; with `apiKey` another key takes its place. Whatever goes on with the credential
 * goes on with it.
 */
export async function replaceKey(
  db: Db,
  id: string,
  iamId: string,
  token: TokenSet,
  apiKey?: string,
): Promise<void> {
  const row = await findCredential(db, id)
  if (!row) return
  const key = apiKey === undefined ? {} : { sealedKey: sealKey(id, apiKey) }
  const tokens = sealed(id, token, token.refreshToken, row.tokenIssuedAt)
  await replaceCredentialKey(db, { id, iamId, ...key, ...tokens })
  forget(id)
}

/** The credential that a row holds; reads the row again only where its tokens have to be renewed. */
export function toCredential(row: CredentialRow): Credential {
  const live = { row }
  const { id, iamId, accountId } = row
  return {
    id,
    iamId,
    accountId,
    owner: `${accountId}/${iamId}`,
    token: async () => {
      const { access } = unseal(live.row)
      if (!isDue(live.row)) return access
      if (isEnding(live.row)) return refreshed(live)
      // Only to keep IBM's session awake: nobody waits for it, and whoever comes later has the newer token.
      refreshed(live).catch((error: unknown) => log.info('early_refresh_failed', { error }))
      return access
    },
    renewToken: (refused) => refreshed(live, refused),
  }
}

/** null: it is gone. */
export async function loadCredential(id: string): Promise<Credential | null> {
  const row = await findCredential(await getDb(), id)
  return row && toCredential(row)
}

/** Lets go of a credential: it is forgotten, and removed unless a write is still to be settled with it. */
export async function letGo(db: Db, id: string): Promise<void> {
  forget(id)
  await removeUnusedCredential(db, id)
}
