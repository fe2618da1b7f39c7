import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { appendOutcome, type NewOutcome } from '@/lib/server/db/audit'
import { type AuditRow, findAttempt, listAttemptsAbout } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { removeSettlement } from '@/lib/server/db/settlements'
import type { CisContext } from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { log } from '@/lib/server/log'
import { snapshotOf } from '../jobs/snapshot'
import { judge, type Verdict } from './judge'
import { type FullReading, readZone } from './read'

// The one place that decides what became of a write whose answer got lost. At once, within the request: `settleNow`;
// afterwards, until it is proven: background.ts.

/** No request of ours lasts longer, so an attempt older than this is not under way any more. */
export const underWayMs = 35_000
/** Later nobody looks any more: the outcome was never learnt. */
export const givenUpAfterMs = 24 * 60 * 60 * 1000

/** Pauses before each reading of a request; the engine may be a moment behind its own answer. */
const pausesMs = [0, 700, 1_500]
/** Attempts of shortly before may claim what shows, too. */
const rivalsSinceMs = 24 * 60 * 60 * 1000

/** What was found to be done: the job that shows it, where it is about one that is still there. */
export type Found = { job: WireJob | null; retention: boolean | null }

export type Settled =
  | { state: 'done'; found: Found }
  /** Not known; `why` where it never will be. */
  | { state: 'unknown'; why: string | null }

/**
 * Looks up to three times within the deadline what became of an attempt, and writes down what is proven. Rejects
 * with nothing: what can't be read is unknown.
 */
export async function settleNow(target: CisContext, attemptId: string): Promise<Settled> {
  let last: Settled = { state: 'unknown', why: null }
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0 && Date.now() + pauseMs > target.deadlineMs - 1_000) break
    await sleep(pauseMs)
    const attempt = await findAttempt(await getDb(), attemptId).catch(() => null)
    if (!attempt?.zoneId) break
    const reading = await readZone(target, attempt.zoneId, new Set([attempt.action])).catch(
      () => null,
    )
    if (!reading) continue
    try {
      last = await conclude(attempt, reading)
    } catch (error) {
      // Our database: the background goes on, and until then it is not known.
      log.error('settling_failed', { attempt: attemptId, error })
    }
    if (last.state === 'done' || last.why !== null) break
  }
  return last
}

/** Judges an attempt by a reading, and writes the outcome down where there is one. */
export async function conclude(attempt: AuditRow, reading: FullReading): Promise<Settled> {
  const db = await getDb()
  const { accountId, instanceId, zoneId, at } = attempt
  if (zoneId === null) return { state: 'unknown', why: null }
  const since = at - rivalsSinceMs
  const about = await listAttemptsAbout(db, { accountId, instanceId, zoneId, since })
  const verdict = judge(attempt, about, reading)
  if (verdict.state === 'open') return { state: 'unknown', why: null }
  if (verdict.state === 'undecidable') {
    await appendOutcome(db, attempt.id, {
      outcome: 'unknown',
      code: 'undecidable',
      detail: verdict.why,
    })
    await removeSettlement(db, attempt.id)
    return { state: 'unknown', why: verdict.why }
  }
  const job = jobOf(attempt, verdict, reading)
  await appendOutcome(db, attempt.id, doneOutcome(attempt, job, reading))
  return { state: 'done', found: { job, retention: reading.retention } }
}

function jobOf(attempt: AuditRow, verdict: Verdict, { wires }: FullReading): WireJob | null {
  const id = ('jobId' in verdict && verdict.jobId) || attempt.jobId
  return wires.find((wire) => wire.id === id) ?? null
}

function doneOutcome(
  { correlationId }: AuditRow,
  job: WireJob | null,
  { retention }: FullReading,
): NewOutcome {
  const after = job ? snapshotOf(job) : retention === null ? undefined : { enabled: retention }
  return {
    outcome: 'succeeded',
    correlationId,
    ...(job && { jobId: job.id, jobName: job.name }),
    ...(after && { after }),
  }
}

/** Nobody will look for it any more. */
export async function giveUp(attemptId: string): Promise<void> {
  const db = await getDb()
  await appendOutcome(db, attemptId, {
    outcome: 'unknown',
    code: 'never_learnt',
    detail: 'Never learnt: for a day no reading of IBM proved whether it was done.',
  })
  await removeSettlement(db, attemptId)
}
