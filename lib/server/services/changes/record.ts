import 'server-only'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { findAttemptOfStep } from '@/lib/server/db/audit-list'
import { type ChangeRequestRow, updateChangeRequest } from '@/lib/server/db/change-requests'
import type { Db } from '@/lib/server/db/client'
import { authorOf } from '../audited'
import { selfOf } from './self'

// What becomes of a change request, each with its entry in the activity, in one transaction. null: somebody else was faster,
// and nothing was written.

type Author = Parameters<typeof authorOf>[0]

const placeOf = ({
  accountId,
  instanceId,
  zoneId,
  zoneName,
  jobId,
  jobName,
}: ChangeRequestRow) => ({
  accountId,
  instanceId,
  zoneId,
  zoneName,
  jobId,
  jobName,
})

function entry(author: Author, row: ChangeRequestRow, action: ActivityAction) {
  const { id, asker, note } = row
  return {
    ...authorOf(author),
    ...placeOf(row),
    action,
    after: { request: { id, action: row.action, asker: asker.name, ...(note && { note }) } },
  }
}

type Verdict = { note: string | null }

/** It is over without being carried out; its secrets go. */
export function declineChange(
  db: Db,
  ctx: ServiceContext,
  row: ChangeRequestRow,
  { note }: Verdict,
): Promise<ChangeRequestRow | null> {
  return inTransaction(db, async (transaction) => {
    const declined = await updateChangeRequest(transaction, row, {
      status: 'declined',
      plan: null,
      decidedAt: Date.now(),
      decider: selfOf(ctx.principal),
      note,
    })
    if (declined) await appendEvent(transaction, entry(ctx, declined, 'change.decline'))
    return declined
  })
}

/**
 * Claims it for being carried out under `stepId`; whoever holds it is given up for dead at `dueAt`. `detail`: why that is
 * left to the background.
 */
export function approveChange(
  db: Db,
  ctx: ServiceContext,
  row: ChangeRequestRow,
  {
    note,
    stepId,
    dueAt,
    detail,
  }: Verdict & { stepId: string; dueAt: number; detail: string | null },
): Promise<ChangeRequestRow | null> {
  return inTransaction(db, async (transaction) => {
    const approved = await updateChangeRequest(transaction, row, {
      status: 'approved',
      decidedAt: Date.now(),
      decider: selfOf(ctx.principal),
      note,
      stepId,
      dueAt,
      detail,
    })
    if (approved) await appendEvent(transaction, entry(ctx, approved, 'change.approve'))
    return approved
  })
}

export function withdrawRow(
  db: Db,
  ctx: ServiceContext,
  row: ChangeRequestRow,
): Promise<ChangeRequestRow | null> {
  return inTransaction(db, async (transaction) => {
    const withdrawn = await updateChangeRequest(transaction, row, {
      status: 'withdrawn',
      plan: null,
      decidedAt: Date.now(),
      decider: selfOf(ctx.principal),
    })
    if (withdrawn) await appendEvent(transaction, entry(ctx, withdrawn, 'change.withdraw'))
    return withdrawn
  })
}

/** The dashboard itself, as the record names it. */
const system = (requestId: string): Author => ({
  principal: { kind: 'system', id: 'system', name: 'This dashboard', email: '', account: null },
  address: 'unknown',
  requestId,
  via: 'system',
})

export function expireChange(db: Db, row: ChangeRequestRow): Promise<ChangeRequestRow | null> {
  return inTransaction(db, async (transaction) => {
    const expired = await updateChangeRequest(transaction, row, {
      status: 'expired',
      plan: null,
      decidedAt: Date.now(),
    })
    const author = system(crypto.randomUUID())
    if (expired) await appendEvent(transaction, entry(author, expired, 'change.expire'))
    return expired
  })
}

/** How carrying it out ended; its secrets go. */
export function endChange(
  db: Db,
  row: ChangeRequestRow,
  end: Pick<ChangeRequestRow, 'status'> &
    Partial<Pick<ChangeRequestRow, 'code' | 'detail' | 'jobId' | 'jobName' | 'dueAt'>>,
): Promise<ChangeRequestRow | null> {
  return updateChangeRequest(db, row, { ...end, plan: null })
}

/** Approved, and not carried out: where no attempt says so, an entry in the asker's name does. */
export function failChange(
  db: Db,
  row: ChangeRequestRow,
  { code, detail }: { code: string; detail: string },
): Promise<ChangeRequestRow | null> {
  return inTransaction(db, async (transaction) => {
    const failed = await endChange(transaction, row, { status: 'failed', code, detail })
    const { stepId, asker } = row
    if (!failed || stepId === null) return failed
    if (await findAttemptOfStep(transaction, row.accountId, stepId)) return failed
    const author: Author = {
      principal: { ...asker, kind: 'oidc', account: null },
      address: 'unknown',
      requestId: stepId,
      via: 'approval',
    }
    await appendEvent(
      transaction,
      {
        ...authorOf(author),
        ...placeOf(row),
        action: row.action,
        before: row.before,
        after: row.after,
      },
      { outcome: 'failed', code, detail },
    )
    return failed
  })
}
