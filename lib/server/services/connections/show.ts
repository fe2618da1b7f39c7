import 'server-only'
import type { Connection } from '@/lib/schemas/connection'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import {
  type ConnectionRow,
  type ConnectionWithCredential,
  listConnectionChoices,
  listConnections,
} from '@/lib/server/db/connections'
import { NotFoundError } from '@/lib/server/errors'
import { ownerKindOf } from '@/lib/server/ibm/iam-owner'
import { answererOf, sawInstance } from '../admission/answering'
import { neededBy } from './needed'
import { grantCommand } from './roles'

/** Those that somebody administers: all, or those of their own account. The oldest first. */
export async function ownConnections(ctx: ServiceContext): Promise<ConnectionWithCredential[]> {
  const all = await listConnections(await getDb())
  return all.filter(({ accountId }) => isOwnAccount(ctx, accountId))
}

/** Throws NotFoundError for one that is another account's, as for none. */
export async function ownConnection(
  ctx: ServiceContext,
  id: string,
): Promise<ConnectionWithCredential> {
  const found = (await ownConnections(ctx)).find((connection) => connection.id === id)
  if (!found) throw new NotFoundError('connection')
  return found
}

export function isOwnAccount(
  { administers, principal }: Pick<ServiceContext, 'administers' | 'principal'>,
  accountId: string,
): boolean {
  return administers === 'all' || accountId === principal.account?.id
}

/** As the API shows them, without keys. */
export async function shown(connections: readonly ConnectionRow[]): Promise<Connection[]> {
  const db = await getDb()
  const [all, choices] = await Promise.all([listConnections(db), listConnectionChoices(db)])
  return Promise.all(connections.map((connection) => toConnection(connection, all, choices)))
}

async function toConnection(
  row: ConnectionRow,
  all: readonly ConnectionRow[],
  choices: ReadonlyMap<string, string>,
): Promise<Connection> {
  const seeing = (instanceId: string) => all.filter((one) => sawInstance(one, instanceId))
  const answers = (instanceId: string) =>
    answererOf(seeing(instanceId), choices.get(instanceId))?.id === row.id
  const instances = row.instances.map(({ id, name }) => ({
    id,
    name,
    alsoSeenBy: seeing(id)
      .map((other) => other.id)
      .filter((other) => other !== row.id),
  }))
  const alone = instances.filter(({ alsoSeenBy }) => alsoSeenBy.length === 0).map(({ id }) => id)
  return {
    id: row.id,
    name: row.name,
    accountId: row.accountId,
    keyName: row.keyName,
    owner: row.owner,
    ownerKind: ownerKindOf(row.owner),
    expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
    state: row.state,
    checkedAt: new Date(row.checkedAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    lacks: row.lacks.map(({ instanceId, role }) => ({
      instanceId,
      role: role as Connection['lacks'][number]['role'], // Written by lacksOf alone.
      command: grantCommand(row.owner, role, instanceId),
    })),
    instances,
    answersFor: row.instances.map(({ id }) => id).filter(answers),
    needed: { instances: alone, ...(await neededBy(row, alone)) },
  }
}
