import 'server-only'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { findAttemptOfStep } from '@/lib/server/db/audit-list'
import { type ChangeRequestRow, updateChangeRequest } from '@/lib/server/db/change-requests'
import type { Db } from '@/lib/server/db/client'
import { authorOf } from '../audited'
import { dashboardAuthor } from '../background-context'
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

/** Answers it, with the entry that says so. */
function answer(
  db: Db,
  author: Author,
  row: ChangeRequestRow,
  action: ActivityAction,
  change: Parameters<typeof updateChangeRequest>[2],
): Promise<ChangeRequestRow | null> {
  return inTransaction(db, async (transaction) => {
    const answered = await updateChangeRequest(transaction, row, {
      ...change,
      decidedAt: Date.now(),
    })
    if (answered) await appendEvent(transaction, entry(author, answered, action))
    return answered
  })
}

type Verdict = { note: string | null }

/** It is over without being carried out; its secrets go. */
export function declineChange(
  db: Db,
  ctx: ServiceContext,
  row: ChangeRequestRow,
  { note }: Verdict,
): Promise<ChangeRequestRow | null> {
  const decider = selfOf(ctx.principal)
  const change = { status: 'declined', plan: null, decider, note } as const
  return answer(db, ctx, row, 'change.decline', change)
}

/**
 * Claims it for being carried out under `stepId`; whoever holds it is given up for dead at `dueAt`. `detail`: why that is
 * left to the background.
 */
export function approveChange(
  db: Db,
  ctx: ServiceContext,
  row: ChangeRequestRow,
  claim: Verdict & { stepId: string; dueAt: number; detail: string | null },
): Promise<ChangeRequestRow | null> {
  const { note, stepId, dueAt, detail } = claim
  const decider = selfOf(ctx.principal)
  const change = { status: 'approved', decider, note, stepId, dueAt, detail } as const
  return answer(db, ctx, row, 'change.approve', change)
}

export function withdrawRow(
  db: Db,
  ctx: ServiceContext,
  row: ChangeRequestRow,
): Promise<ChangeRequestRow | null> {
  const change = { status: 'withdrawn', plan: null, decider: selfOf(ctx.principal) } as const
  return answer(db, ctx, row, 'change.withdraw', change)
}

export function expireChange(db: Db, row: ChangeRequestRow): Promise<ChangeRequestRow | null> {
  const change = { status: 'expired', plan: null } as const
  return answer(db, dashboardAuthor(), row, 'change.expire', change)
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
