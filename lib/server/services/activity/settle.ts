import 'server-only'
import { z } from 'zod'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { appendOutcome, type NewOutcome } from '@/lib/server/db/audit'
import { type AuditRow, listUnsettled } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { log } from '@/lib/server/log'
import { cisContext } from '../gate'
import { isCreated } from '../jobs/is-created'

/** No request of ours lasts longer, so an attempt older than this is not under way any more. */
const settledAfterMs = 35_000
/** Later, what a job is says nothing of what one old call did to it. */
const givenUpAfterMs = 24 * 60 * 60 * 1000
/** A page of activity should not wait for a long row of readings. */
const atOnce = 5

/** What a later reading can judge. Others would stand in the way of these for a day. */
const readable: readonly ActivityAction[] = [
  'job.create',
  'job.delete',
  'job.pause',
  'job.resume',
  'retention.update',
]

/** Reads back what became of writes whose answer got lost, and writes it down. Never throws. */
export async function settleUnknown(
  ctx: ServiceContext,
  instanceIds: readonly string[],
): Promise<void> {
  const db = await getDb()
  const now = Date.now()
  const rows = await listUnsettled(db, {
    accountId: ctx.principal.account.id,
    instanceIds,
    actions: readable,
    before: now - settledAfterMs,
    after: now - givenUpAfterMs,
    limit: atOnce,
  })
  await Promise.all(
    rows.map(async (row) => {
      try {
        const outcome = await readBack(ctx, row)
        if (outcome) await appendOutcome(db, row.id, outcome)
      } catch (error) {
        log.info('settle_postponed', { attempt: row.id, error })
      }
    }),
  )
}

/** null: what is there now does not tell. */
async function readBack(ctx: ServiceContext, row: AuditRow): Promise<NewOutcome | null> {
  if (!row.zoneId) return null
  const target = await cisContext(ctx, row.instanceId)
  if (row.action === 'job.create') {
    return createdOutcome(row, await cis.listJobs(target, row.zoneId))
  }
  if (row.action === 'retention.update') {
    return flagOutcome(row, await cis.getRetention(target, row.zoneId))
  }
  if (!row.jobId) return null
  const job = await cis.getJob(target, row.zoneId, row.jobId).catch((error: unknown) => {
    if (error instanceof UpstreamError && error.facts.status === 404) return null
    throw error
  })
  if (row.action !== 'job.delete') return flagOutcome(row, job?.enabled)
  return job ? failed('The job is still there.') : { outcome: 'succeeded' }
}

/** Of a switch: whether it stands as it was asked for. */
function flagOutcome(row: AuditRow, now: boolean | null | undefined): NewOutcome | null {
  const wanted = switched.safeParse(row.after)
  if (!wanted.success || typeof now !== 'boolean') return null
  return now === wanted.data.enabled ? { outcome: 'succeeded' } : failed('It stands as it was.')
}

const switched = z.looseObject({ enabled: z.boolean() })
const asked = z.looseObject({ name: z.string(), dataset: z.string() })

function createdOutcome(row: AuditRow, jobs: readonly WireJob[]): NewOutcome | null {
  const known = knownIds(row.before)
  const input = asked.safeParse(row.after)
  if (!known || !input.success) return null
  const made = jobs.find((job) =>
    isCreated(job, { name: input.data.name, dataset: input.data.dataset }, known),
  )
  return made
    ? { outcome: 'succeeded', jobId: made.id, jobName: made.name }
    : failed('The job was not made: it is not in the zone’s list.')
}

function knownIds(before: unknown): string[] | null {
  if (typeof before !== 'object' || before === null || !('otherJobIds' in before)) return null
  const ids = before.otherJobIds
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : null
}

function failed(detail: string): NewOutcome {
  return { outcome: 'failed', code: 'not_carried_out', detail }
}
