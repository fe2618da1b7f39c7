import 'server-only'
import type { ActivityAction } from '@/lib/schemas/activity'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { snapshotOf } from '../jobs/snapshot'
import type { Reading } from './judge'

/** A reading with the jobs as IBM wrote them, for an answer that took another's place. */
export type FullReading = Reading & { wires: readonly WireJob[] }

/** Reads of a zone what tells about these actions. Rejects where IBM can't be read now. */
export async function readZone(
  target: cis.CisContext,
  zoneId: string,
  actions: ReadonlySet<string>,
): Promise<FullReading> {
  const needsJobs = jobActions.some((action) => actions.has(action))
  const [list, retention] = await Promise.all([
    needsJobs ? cis.listJobs(target, zoneId) : null,
    actions.has('retention.update') ? cis.getRetention(target, zoneId) : null,
  ])
  return {
    wires: list?.items ?? [],
    jobs: list?.items.map((wire) => ({ id: wire.id, settings: snapshotOf(wire) })) ?? null,
    isPartial: list?.isPartial ?? false,
    retention,
  }
}

const jobActions: readonly ActivityAction[] = [
  'job.create',
  'job.update',
  'job.pause',
  'job.resume',
  'job.delete',
]
