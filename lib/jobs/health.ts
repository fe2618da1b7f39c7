import { regionLabel } from '@/lib/destinations/regions'
import { hadTime } from '@/lib/fleet/standing'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { Job } from '@/lib/schemas/job'
import { formatAge } from '@/lib/time'
import type { JobRecord } from './records'
import { limitMinutes } from './state'

/** What is wrong with a job although IBM reports no error. */
export type Finding =
  /** It is enabled and has not delivered, though it had time enough. `start` null: since when is not known. */
  | { kind: 'no_delivery'; start: { how: 'created' | 'resumed'; atMs: number } | null }
  /** Its Cloud Logs instance is in another region than its destination names; IBM is silent about that. */
  | { kind: 'other_region'; instance: string; isIn: string; named: string }

type Facts = Pick<Job, 'state' | 'enabled' | 'frequency' | 'destination'>

/**
 * @param record undefined: not asked yet; nothing is then said of when a job should have delivered
 * @param instances the Cloud Logs instances that the person sees; undefined: not read
 */
export function findingOf(
  { state, enabled, frequency, destination }: Facts,
  record: JobRecord | undefined,
  instances: readonly ServiceInstance[] | undefined,
  nowMs: number,
): Finding | null {
  if (!enabled) return null
  if (destination.kind === 'cloudLogs' && destination.region !== null) {
    const found = instances?.find(({ id }) => id === destination.instanceId)
    if (found && found.region !== destination.region) {
      const { name: instance, region: isIn } = found
      return { kind: 'other_region', instance, isIn, named: destination.region }
    }
  }
  if (state !== 'never_ran' || record === undefined) return null
  const { start } = record
  const limitMs = limitMinutes(frequency) * 60_000
  return hadTime(start?.atMs ?? null, limitMs, nowMs) ? { kind: 'no_delivery', start } : null
}

/** Of a job that delivers nothing, or late: whether anything is lost, IBM does not say. */
export const silentText = 'IBM reports no error; check the zone’s traffic and the destination.'

/** What it means, in a sentence or two. */
export function findingWords(
  finding: Finding,
  { frequency }: Pick<Job, 'frequency'>,
  nowMs: number,
): string {
  if (finding.kind === 'other_region') {
    const { instance, isIn, named } = finding
    return `${instance} is in ${regionLabel(isIn)}; this job sends to ${regionLabel(named)}. IBM reports no error, but nothing arrives.`
  }
  const { start } = finding
  const since = start === null ? '' : ` since it was ${start.how} ${formatAge(nowMs - start.atMs)}`
  return `No file${since} (limit ${limitMinutes(frequency)} min). ${silentText}`
}
