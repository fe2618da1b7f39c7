import 'server-only'
import { type DestinationInput, fromConf } from '@/lib/destinations/registry'
import { samePlace } from '@/lib/destinations/same'
import type { WireJob } from '@/lib/server/ibm/wire'

/** Of what was asked for; the destination is left out where only the audit's redacted copy is at hand. */
type Asked = { name: string; dataset: string; destination?: DestinationInput }

/** Whether this job is new since `knownIds` and is what was asked for. */
export function isCreated(job: WireJob, asked: Asked, knownIds: readonly string[]): boolean {
  if (knownIds.includes(job.id) || job.name !== asked.name || job.dataset !== asked.dataset) {
    return false
  }
  if (!asked.destination) return true
  const found = fromConf(job.destination_conf)
  if (found.kind === 'cloudLogs' && asked.destination.kind === 'cloudLogs') {
    // Whether IBM shows application and subsystem names in what it holds is unproven.
    return found.instanceId === asked.destination.instanceId
  }
  return samePlace(asked.destination, found)
}
