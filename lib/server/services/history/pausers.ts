import 'server-only'
import type { Stretch } from '@/lib/fleet/history'
import { pauseOf } from '@/lib/jobs/records'
import type { ZonePlace } from '@/lib/schemas/zone'
import { listAudit } from '@/lib/server/db/audit-list'
import type { Db } from '@/lib/server/db/client'
import { toItem } from '../activity/to-item'

/** Of a job's newest attempts; who paused it before them is not told. */
const limit = 100

/** Who paused the job through this dashboard, by when that stretch begins (epoch ms): the record knows, stretches don't. */
export async function pausersOf(
  db: Db,
  { zoneId, jobId }: Pick<ZonePlace, 'zoneId'> & { jobId: string },
  stretches: readonly Stretch[],
): Promise<Map<number, string>> {
  const paused = stretches.filter(({ state, cause }) => state === 'paused' && cause === 'here')
  if (paused.length === 0) return new Map()
  const { items: rows } = await listAudit(db, { reader: { kind: 'all' }, zoneId, jobId, limit })
  const items = rows.map(toItem)
  return new Map(
    paused.flatMap(({ fromMs }): [number, string][] => {
      const until = items.filter(({ at }) => Date.parse(at) <= fromMs)
      const pause = pauseOf(jobId, null, until)
      return pause ? [[fromMs, pause.name]] : []
    }),
  )
}
