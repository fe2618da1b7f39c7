import 'server-only'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type ChangeRequestRow, insertChangeRequest } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { authorOf, redacted } from '../audited'
import type { Plan } from '../plan'
import { zoneNameOf } from '../zones/names'
import { toChange } from './to-change'

/** How long somebody's approval is waited for. */
const waitsMs = 7 * 24 * 60 * 60 * 1000

/** What is carried out on approval: one planned change, or a move of which this is the plan in place. */
export type Kept = { kind: 'plan'; plan: Plan } | { kind: 'move'; plan: Plan; sealedInput: string }

/** Keeps a change until somebody decides, with its entry in the activity; its secrets stay sealed. */
export async function keepForApproval(ctx: ServiceContext, kept: Kept): Promise<ChangeRequest> {
  const { principal, credential } = ctx
  const { place, jobId, jobName, before, after, action } = kept.plan
  const now = Date.now()
  const row: ChangeRequestRow = {
    id: createId(now),
    status: 'waiting',
    action: kept.kind === 'move' ? 'job.move' : action,
    ...place,
    zoneName: zoneNameOf(credential, place.zoneId),
    jobId,
    jobName,
    // What a token asks for, its person asks for.
    asker: {
      id: principal.personId ?? principal.id,
      name: principal.name,
      email: principal.email,
    },
    before: redacted(before),
    after: redacted(after),
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
  await inTransaction(await getDb(), async (transaction) => {
    await insertChangeRequest(transaction, row)
    await appendEvent(transaction, {
      ...authorOf(ctx),
      accountId: credential.accountId,
      action: 'change.request',
      ...place,
      zoneName: row.zoneName,
      jobId,
      jobName,
      before: row.before,
      after: { ...Object(row.after), request: { id: row.id, action: row.action } },
    })
  })
  return toChange(row)
}
