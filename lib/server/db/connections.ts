import 'server-only'
import type { Db } from './client'
import { type CredentialRow, toCredential } from './credentials'
import { fromJsonText } from './json'
import type { ConnectionTable, CredentialTable } from './schema'

export type ConnectionState = 'ok' | 'refused' | 'unreachable'

/** An IBM Cloud account that is reached with a service ID's key. Times are epoch ms. */
export type ConnectionRow = {
  id: string
  name: string
  accountId: string
  /** IAM's id and name of the key, where IAM tells them. */
  keyId: string | null
  keyName: string | null
  /** IAM id of whom the key belongs to. */
  owner: string
  expiresAt: number | null
  credentialId: string
  state: ConnectionState
  checkedAt: number
  lacks: readonly { instanceId: string; role: string }[]
  /** The CIS instances that it saw at the last look. */
  instances: readonly { id: string; name: string }[]
  createdAt: number
}

export type ConnectionWithCredential = ConnectionRow & { credential: CredentialRow }

/** All of them, the oldest first: that order decides where two see one instance and nobody has chosen. */
export async function listConnections(db: Db): Promise<ConnectionWithCredential[]> {
  const rows = await db
    .selectFrom('connections')
    .innerJoin('credentials', 'credentials.id', 'connections.credential_id')
    .selectAll('connections')
    .select(['iam_id', 'sealed_tokens', 'sealed_key', 'token_issued_at', 'token_expires_at'])
    .orderBy('connections.created_at')
    .orderBy('connections.id')
    .execute()
  return rows.map((row) => ({ ...toConnection(row), credential: credentialOf(row) }))
}

export async function findConnection(db: Db, id: string): Promise<ConnectionWithCredential | null> {
  return (await listConnections(db)).find((connection) => connection.id === id) ?? null
}

/** The same, until the transaction ends nobody else's to change. */
export async function holdConnection(
  transaction: Db,
  id: string,
): Promise<ConnectionWithCredential | null> {
  await transaction
    .updateTable('connections')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .execute()
  return findConnection(transaction, id)
}

/** Within the transaction of its record; `raiseTeamVersion` makes it count. */
export async function insertConnection(db: Db, connection: ConnectionRow): Promise<void> {
  await db
    .insertInto('connections')
    .values({ id: connection.id, created_at: connection.createdAt, ...columnsOf(connection) })
    .execute()
}

export async function updateConnection(db: Db, connection: ConnectionRow): Promise<void> {
  await db
    .updateTable('connections')
    .set(columnsOf(connection))
    .where('id', '=', connection.id)
    .execute()
}

/** The connection of a credential; null: it is nobody's but a person's. */
export async function connectionOfCredential(
  db: Db,
  credentialId: string,
): Promise<Pick<ConnectionRow, 'id' | 'name' | 'state'> | null> {
  const row = await db
    .selectFrom('connections')
    .select(['id', 'name', 'state'])
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  // Written by insertConnection and updateConnection alone.
  return row ? { ...row, state: row.state as ConnectionState } : null
}

/** What came of using the key of a connection. @returns whether that is news; then `raiseTeamVersion` makes it count */
export async function noteConnectionState(
  db: Db,
  credentialId: string,
  state: ConnectionState,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('connections')
    .set({ state })
    .where('credential_id', '=', credentialId)
    .where('state', '!=', state)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns whether there was one */
export async function removeConnection(db: Db, id: string): Promise<boolean> {
  await db.deleteFrom('connection_choices').where('connection_id', '=', id).execute()
  const result = await db.deleteFrom('connections').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Which connection answers for an instance, where somebody has chosen. */
export async function listConnectionChoices(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('connection_choices').selectAll().execute()
  return new Map(rows.map((row) => [row.instance_id, row.connection_id]))
}

async function chooseConnection(db: Db, instanceId: string, connectionId: string): Promise<void> {
  await db
    .insertInto('connection_choices')
    .values({ instance_id: instanceId, connection_id: connectionId })
    .onConflict((conflict) =>
      conflict.column('instance_id').doUpdateSet({ connection_id: connectionId }),
    )
    .execute()
}

/** A connection is chosen for these instances and no others; what others were chosen for among them is over. */
export async function chooseConnectionFor(
  db: Db,
  connectionId: string,
  instanceIds: readonly string[],
): Promise<void> {
  await db.deleteFrom('connection_choices').where('connection_id', '=', connectionId).execute()
  for (const instanceId of instanceIds) await chooseConnection(db, instanceId, connectionId)
}

function columnsOf(connection: Omit<ConnectionRow, 'id' | 'createdAt'>) {
  return {
    name: connection.name,
    account_id: connection.accountId,
    key_id: connection.keyId,
    key_name: connection.keyName,
    owner: connection.owner,
    expires_at: connection.expiresAt,
    credential_id: connection.credentialId,
    state: connection.state,
    checked_at: connection.checkedAt,
    lacks_json: JSON.stringify(connection.lacks),
    instances_json: JSON.stringify(connection.instances),
  }
}

function toConnection(row: ConnectionTable): ConnectionRow {
  return {
    id: row.id,
    name: row.name,
    accountId: row.account_id,
    keyId: row.key_id,
    keyName: row.key_name,
    owner: row.owner,
    expiresAt: row.expires_at,
    credentialId: row.credential_id,
    // Written by insertConnection and updateConnection alone.
    state: row.state as ConnectionState,
    checkedAt: row.checked_at,
    lacks: fromJsonText(row.lacks_json) as ConnectionRow['lacks'],
    instances: fromJsonText(row.instances_json) as ConnectionRow['instances'],
    createdAt: row.created_at,
  }
}

type Joined = ConnectionTable & Omit<CredentialTable, 'id' | 'created_at' | 'account_id'>

function credentialOf(row: Joined): CredentialRow {
  return toCredential({ ...row, id: row.credential_id })
}
