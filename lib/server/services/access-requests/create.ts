import 'server-only'
import type { AccessRequest, CreateAccessRequestInput } from '@/lib/schemas/access-request'
import type { ServiceContext } from '@/lib/server/context'
import {
  type AccessRequestRow,
  countWaiting,
  insertAccessRequest,
} from '@/lib/server/db/access-requests'
import { holdHead, inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { AppError } from '@/lib/server/errors'
import { recordRequest, toRequest } from './to-request'

/** That wait, of one person. */
const most = 20

/**
 * Asks for a role on a zone by its name. Whether there is such a zone is not looked at, so nothing tells. Throws
 * `not_allowed` for whom grants are not for, `conflict` beyond as many as may wait.
 */
export async function createAccessRequest(
  ctx: ServiceContext,
  { zoneName, instanceName, role, reason }: CreateAccessRequestInput,
): Promise<AccessRequest> {
  const { principal } = ctx
  assertMayAsk(principal.kind)
  const now = Date.now()
  const { id, name, email } = principal
  const row: AccessRequestRow = {
    id: createId(now),
    asker: { id, name, email },
    zoneName: zoneName.toLowerCase(),
    instanceName: instanceName ?? null,
    role,
    reason,
    status: 'waiting',
    askedAt: now,
    decidedAt: null,
    decider: null,
    note: null,
    grantId: null,
  }
  await inTransaction(await getDb(), async (transaction) => {
    // Whoever asks twice at once is counted twice.
    await holdHead(transaction)
    if ((await countWaiting(transaction, id)) >= most) throw tooMany()
    await insertAccessRequest(transaction, row)
    await recordRequest(transaction, ctx, 'access.request', row)
  })
  return toRequest(row)
}

function assertMayAsk(kind: ServiceContext['principal']['kind']): void {
  if (kind === 'oidc') return
  throw new AppError(
    'not_allowed',
    kind === 'ibm'
      ? 'You are signed in with an IBM Cloud API key or passcode, so IBM Cloud decides what you can access. Ask an administrator of the IBM Cloud account for a role on the instance, or sign in with your company account.'
      : 'A token can’t request access. Sign in with your company account.',
  )
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${most} requests that are waiting for an answer. Wait until an administrator has answered them.`,
    { reason: 'too_many_waiting' },
  )
}
