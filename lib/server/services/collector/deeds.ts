import 'server-only'
import { type Item, recordOf } from '@/lib/jobs/records'
import type { ZonePlace } from '@/lib/schemas/zone'
import { listAudit } from '@/lib/server/db/audit-list'
import type { Db } from '@/lib/server/db/client'
import { toItem } from '../activity/to-item'

/** Two clocks, and a write that IBM shows a moment before its answer is here. */
const slackMs = 2 * 60_000
/** More happens in no zone between two readings. */
const limit = 100

/** What was done to a zone's jobs through this dashboard, of what may show in a reading. */
export type Deeds = {
  /** Who paused the job, if nobody has set it going since. */
  pausedHere: (jobId: string) => { who: string; atMs: number } | null
  /** Who wrote to it last since `sinceMs`; null: nobody here. */
  doer: (jobId: string, sinceMs: number) => string | null
}

export async function deedsIn(db: Db, { instanceId, zoneId }: ZonePlace): Promise<Deeds> {
  const query = { reader: { kind: 'all' } as const, instanceId, zoneId, limit }
  const { items: rows } = await listAudit(db, query)
  const items = rows.map(toItem)
  return {
    pausedHere(jobId) {
      const { off } = recordOf({ id: jobId, lastComplete: null }, items, null, true)
      return off && { who: off.by, atMs: off.atMs }
    },
    doer(jobId, sinceMs) {
      const found = items.find(
        (item) => item.jobId === jobId && mayShow(item) && Date.parse(item.at) >= sinceMs - slackMs,
      )
      return found?.actor.name ?? null
    },
  }
}

/** What failed changed nothing; what is not known may have. */
const mayShow = ({ action, outcome }: Item) => action.startsWith('job.') && outcome !== 'failed'
