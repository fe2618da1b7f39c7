import 'server-only'
import { findAttemptOfStep } from '@/lib/server/db/audit-list'
import type { Db } from '@/lib/server/db/client'

export type Recalled =
  /** Nothing was sent. */
  | { state: 'none' }
  /** It may have been carried out; settlement looks for it. */
  | { state: 'open' }
  | { state: 'done'; jobId: string | null; jobName: string | null }
  | { state: 'failed'; code: string | null; detail: string }
  /** What became of it will never be known. */
  | { state: 'lost'; code: string; detail: string }

/** What the record knows of the write whose request id was on the disk before it was sent; null: none was begun. */
export async function recallStep(
  db: Db,
  accountId: string,
  stepId: string | null,
): Promise<Recalled> {
  const attempt = stepId === null ? null : await findAttemptOfStep(db, accountId, stepId)
  if (!attempt) return { state: 'none' }
  const { outcome, code, jobId, jobName } = attempt
  const detail = attempt.detail ?? ''
  if (outcome === 'succeeded') return { state: 'done', jobId, jobName }
  if (outcome === 'failed') return { state: 'failed', code, detail }
  const isLost = code === 'undecidable' || code === 'never_learnt'
  return isLost ? { state: 'lost', code, detail } : { state: 'open' }
}
