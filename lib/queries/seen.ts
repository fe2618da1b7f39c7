import { timeOf } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'

// What this browser has seen since the document was loaded. IBM tells of the last delivery only, and forgets even that
// one when a job is resumed.
const lastSeen = new Map<string, number>()
const firstSeen = new Map<string, number>()
const waiting = new Set<string>()

/** Remembers what a reading says of a job's deliveries. */
export function noteDelivery({
  id,
  enabled,
  lastComplete,
}: Pick<Job, 'id' | 'enabled' | 'lastComplete'>): void {
  const ms = timeOf(lastComplete)
  if (ms === null) {
    if (!enabled) return
    waiting.add(id)
    firstSeen.delete(id)
    return
  }
  lastSeen.set(id, ms)
  if (waiting.delete(id)) firstSeen.set(id, ms)
}

/** The last delivery that was seen of a job, Unix ms, whatever IBM says of it now; null: none was. */
export const lastSeenMs = (jobId: string): number | null => lastSeen.get(jobId) ?? null

/** The first delivery after the job was seen waiting for one, Unix ms; null: that was not seen. */
export const firstSeenMs = (jobId: string): number | null => firstSeen.get(jobId) ?? null
