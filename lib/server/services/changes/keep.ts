import 'server-only'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { holdHead, inTransaction } from '@/lib/server/db/audit-chain'
import {
  type ChangeRequestRow,
  countChangeRequests,
  insertChangeRequest,
  listWaitingOf,
} from '@/lib/server/db/change-requests'
import { type Db, getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { AppError } from '@/lib/server/errors'
import { nameOfZone } from '../admission/directory'
import { authorOf, redacted } from '../audited'
import type { Plan } from '../plan'
import { zoneNameOf } from '../zones/names'
import { selfOf } from './self'
import { toChange } from './to-change'

/** How long somebody's approval is waited for. */
const waitsMs = 7 * 24 * 60 * 60 * 1000

/** That wait, of one person: nobody decides on more, and each keeps a plan. */
const mostWaiting = 100

/** What is carried out on approval: one planned change, or a move of which this is the plan in place. */
export type Kept = { kind: 'plan'; plan: Plan } | { kind: 'move'; plan: Plan; sealedInput: string }

/**
 * Keeps a change until somebody decides, with its entry in the activity; its secrets stay sealed. Asked for once more
 * while it waits, it is the same request. Throws `conflict` beyond as many as may wait.
 */
export async function keepForApproval(ctx: ServiceContext, kept: Kept): Promise<ChangeRequest> {
  const { credential } = ctx
  const { place, jobId, jobName, before, after, action } = kept.plan
  const now = Date.now()
  const row: ChangeRequestRow = {
    id: createId(now),
    status: 'waiting',
    action: kept.kind === 'move' ? 'job.move' : action,
    accountId: credential.accountId,
    instanceId: place.instanceId,
    zoneId: place.zoneId,
    zoneName: await zoneName(ctx, place),
    jobId,
    jobName,
    asker: selfOf(ctx.principal),
    before: redacted(before) ?? null,
    after: redacted(after) ?? null,
    plan: kept,
    askedAt: now,
    expiresAt: now + waitsMs,
    decidedAt: null,
    decider: null,
    note: null,
    stepId: null,
    code: null,
    detail: null,
    dueAt: now + waitsMs,
    seenAt: null,
  }
  return inTransaction(await getDb(), async (transaction) => {
    // One at a time: of two requests for the same, the second one finds the first.
    await holdHead(transaction)
    const same = await findSame(transaction, row, kept, now)
    if (same) return toChange(same)
    const waiting = { status: 'waiting', askerId: row.asker.id } as const
    if ((await countChangeRequests(transaction, waiting)) >= mostWaiting) throw tooMany()
    await insertChangeRequest(transaction, row)
    await appendEvent(transaction, {
      ...authorOf(ctx),
      accountId: credential.accountId,
      action: 'change.request',
      instanceId: place.instanceId,
      zoneId: place.zoneId,
      zoneName: row.zoneName,
      jobId,
      jobName,
      before: row.before,
      after: { ...Object(row.after), request: { id: row.id, action: row.action } },
    })
    return toChange(row)
  })
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${mostWaiting} changes that wait for approval. Withdraw some, or wait until an administrator has decided. Nothing was changed.`,
    { reason: 'too_many_waiting' },
  )
}

/** For whoever decides, who may never have seen the zone. */
async function zoneName(
  ctx: ServiceContext,
  { instanceId, zoneId }: Plan['place'],
): Promise<string | null> {
  const { credential, connectionId } = ctx
  const known = zoneNameOf(credential, zoneId)
  if (known !== null || !connectionId) return known
  // The change is kept without a name rather than not at all.
  return nameOfZone(ctx, { credential, connectionId }, instanceId, zoneId).catch(() => null)
}

/** A request for the same of the same person's that still waits, and was planned on the same job. */
async function findSame(
  db: Db,
  row: ChangeRequestRow,
  { plan }: Kept,
  now: number,
): Promise<ChangeRequestRow | undefined> {
  const waiting = await listWaitingOf(db, row.asker.id, row)
  const text = JSON.stringify(row.after)
  return waiting.find(
    (other) =>
      other.expiresAt > now &&
      JSON.stringify(other.after) === text &&
      keptOf(other)?.plan.revision === plan.revision,
  )
}

/** null: it is over, and its secrets are gone. */
export const keptOf = ({ plan }: Pick<ChangeRequestRow, 'plan'>): Kept | null => plan as Kept | null // Written by keepForApproval alone.
