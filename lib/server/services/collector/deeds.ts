import 'server-only'
import type { EventKind, SeenJob } from '@/lib/fleet/advance'
import { type Pause, pauseOf } from '@/lib/jobs/records'
import { personName } from '@/lib/jobs/who'
import type { ActivityAction, ActivityItem } from '@/lib/schemas/activity'
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
  /** Who disabled the job, if nobody has set it going since. */
  pause: (job: Pick<SeenJob, 'id' | 'completeMs'>) => Pause | null
  /** Who did it since `sinceMs`; null: nobody here. */
  doer: (job: Pick<SeenJob, 'id' | 'name'>, kind: EventKind, sinceMs: number) => string | null
}

export const noDeeds: Deeds = { pause: () => null, doer: () => null }

/** As a reading wants to know it. */
export const pausedHere =
  ({ pause }: Deeds) =>
  (job: SeenJob) => {
    const found = pause(job)
    return found && { who: found.name, atMs: found.atMs }
  }

export async function deedsIn(db: Db, { instanceId, zoneId }: ZonePlace): Promise<Deeds> {
  const query = { reader: { kind: 'all' } as const, instanceId, zoneId, limit }
  const { items: rows } = await listAudit(db, query)
  const items = rows.map(toItem)
  return {
    pause: ({ id, completeMs }) => pauseOf(id, completeMs, items),
    doer(job, kind, sinceMs) {
      const found = items.find(
        (item) =>
          isOf(item, job) &&
          actions[kind]?.includes(item.action) &&
          item.outcome !== 'failed' &&
          Date.parse(item.at) >= sinceMs - slackMs,
      )
      return found ? personName(found.actor) : null
    },
  }
}

/** Of a creation whose answer has not come, or never will, no id is known: what came by its name is what it made. */
const isOf = (item: ActivityItem, { id, name }: Pick<SeenJob, 'id' | 'name'>): boolean =>
  item.jobId === null
    ? item.action === 'job.create' && item.jobName === (name ?? '')
    : item.jobId === id

/** What a person does by them; what failed changed nothing, what is not known may have. */
const actions: Partial<Record<EventKind, readonly ActivityAction[]>> = {
  created: ['job.create'],
  changed: ['job.update', 'job.move'],
  gone: ['job.delete'],
  paused: ['job.pause', 'job.update'],
  resumed: ['job.resume', 'job.update'],
}
