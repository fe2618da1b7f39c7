import 'server-only'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { Connection } from '@/lib/schemas/connection'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'
import type { ConnectionRow } from '@/lib/server/db/connections'
import { raiseTeamVersion } from '@/lib/server/db/grants'
import { AppError } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { iamWords } from '@/lib/server/ibm/friendly-words'
import { ownerKindOf } from '@/lib/server/ibm/iam-owner'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { authorOf } from '../audited'
import { look, type Seen } from './look'

type Author = Parameters<typeof authorOf>[0]
/** What a connection was, and what it is now. */
type Change<After> = { before: ConnectionRow | null; after: After }

/** Writes a change and its record, and makes it count everywhere: all of it or nothing. @returns what it is now */
export async function recorded<After extends ConnectionRow | null>(
  author: Author,
  action: Extract<ActivityAction, `connection.${string}`>,
  write: (db: Db) => Promise<Change<After>>,
): Promise<After> {
  return inTransaction(await getDb(), async (transaction) => {
    // First of all, as by everybody who changes grants and connections: nobody waits for another crosswise.
    await raiseTeamVersion(transaction)
    const { before, after } = await write(transaction)
    await appendEvent(transaction, {
      ...authorOf(author),
      accountId: '',
      instanceId: '',
      action,
      subject: (after ?? before)?.name ?? null,
      before: before && recordOf(before),
      after: after && recordOf(after),
    })
    return after
  })
}

/** What the activity keeps of a connection: which key it is, never the key. */
function recordOf(row: ConnectionRow) {
  const { id, name, accountId, keyId, keyName, owner, expiresAt } = row
  return { id, name, accountId, keyId, keyName, owner, expiresAt }
}

/** Looks what a key is good for. A refused one is 422 at `apiKey`; where IBM does not answer nothing is kept. */
export async function lookAtNew(ctx: ServiceContext, apiKey: string): Promise<Seen> {
  try {
    return await look({ ...ctx, deadlineMs: ctx.deadlineMs - 1_000 }, apiKey)
  } catch (error) {
    if (!(error instanceof IamRefusal)) throw toAppError(error, { verb: 'sign-in' })
    const { reason, facts } = error
    throw refusedKey(iamWords[reason], { reason, upstream: facts })
  }
}

export function refusedKey(
  message: string,
  options: ConstructorParameters<typeof AppError>[2] = {},
): AppError {
  const errors = [{ path: 'apiKey', message }]
  return new AppError('validation_failed', `${message} The key was not saved.`, {
    ...options,
    errors,
  })
}

/** What is worth knowing of a connection that was kept all the same. */
export function warningsOf(
  row: ConnectionRow,
  others: readonly ConnectionRow[],
): NonNullable<Connection['warnings']> {
  const same = others.filter(({ id, accountId }) => id !== row.id && accountId === row.accountId)
  const names = same.map(({ name }) => `“${name}”`).join(', ')
  const kind = ownerKindOf(row.owner)
  return [
    ...(kind === 'user'
      ? [
          {
            code: 'owner_is_a_person',
            message:
              'This key belongs to a person, not to a service ID: it stops working when they leave, and it may do all that they may.',
          },
        ]
      : []),
    ...(same.length > 0
      ? [
          {
            code: 'account_already_connected',
            message: `This account is already connected by ${names}. For instances that both see, the older one answers until you choose.`,
          },
        ]
      : []),
    ...(row.instances.length === 0
      ? [{ code: 'no_instances', message: 'This key sees no CIS instance in its account.' }]
      : []),
    ...(row.lacks.length > 0
      ? [
          {
            code: 'lacks_roles',
            message: `This key lacks the Manager role on ${row.lacks.length === 1 ? 'one CIS instance' : `${row.lacks.length} CIS instances`}.`,
          },
        ]
      : []),
  ]
}
