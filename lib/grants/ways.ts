import type { AllowedDestination } from '../schemas/grant'
import type { Permission } from '../schemas/permission'
import type { Ways } from './approval'
import { rule } from './decide'
import { matchesPattern } from './pattern'
import { destinationWords, type JudgedChange } from './rails'

/** Whether it would wait for somebody's approval. */
export const waitsFor = (ways: Ways, permission: Permission, change: JudgedChange | null) =>
  ways !== null && rule(ways, permission, change).kind === 'approval'

/** Why a dataset can't be chosen; false: it can. */
export function datasetFault(ways: Ways, dataset: string): string | false {
  if (ways === null) return false
  const ruling = rule(ways, 'jobs.create', { dataset, destination: null })
  return ruling.kind === 'rail' && `Not allowed: ${lower(ruling.fault.message)}.`
}

/** The destinations that are allowed; null: any. */
function allowedBy(ways: Ways): AllowedDestination[] | null {
  const able = ways?.filter(({ role }) => role !== 'viewer') ?? []
  if (able.length === 0) return null
  const isFree = able.some(({ role, rails }) => role === 'administrator' || !rails?.destinations)
  return isFree ? null : able.flatMap(({ rails }) => rails?.destinations ?? [])
}

/** Why a kind of destination can't be chosen; false: it can. */
export function kindFault(ways: Ways, kind: string): string | false {
  const allowed = allowedBy(ways)
  if (allowed === null || allowed.some((one) => one.kind === kind)) return false
  return allowed.length === 0
    ? 'Not allowed: your access allows no destination.'
    : `Not allowed: your access allows only ${words(allowed)}.`
}

/** Which of a kind are allowed, as "buckets shop-*"; null: any. */
export function allowedOf(ways: Ways, kind: string): string | null {
  const allowed = allowedBy(ways)?.filter((one) => one.kind === kind) ?? []
  const isNarrow = ({ kind: _, ...narrow }: AllowedDestination) => Object.keys(narrow).length > 0
  if (allowed.length === 0 || !allowed.every(isNarrow)) return null
  return `Your access allows only ${words(allowed)}.`
}

/** Why an instance of a kind can't be chosen; false: it can, or something in it. */
export function instanceFault(
  ways: Ways,
  kind: 'cos' | 'cloudLogs',
  instanceId: string,
): string | false {
  const allowed = allowedBy(ways)
  const isAllowed =
    allowed?.some(
      (one) =>
        one.kind === kind &&
        (one.instanceId === undefined || one.instanceId === instanceId.toLowerCase()),
    ) ?? true
  return !isAllowed && 'not allowed by your access'
}

/** Whether a bucket may be chosen. Which Object Storage instance it is in counts where a rail names one. */
export function isBucketAllowed(ways: Ways, instanceId: string, bucket: string): boolean {
  const allowed = allowedBy(ways)
  return (
    allowed?.some(
      (one) =>
        one.kind === 'cos' &&
        (one.instanceId === undefined || one.instanceId === instanceId.toLowerCase()) &&
        (one.bucket === undefined || matchesPattern(one.bucket, bucket)),
    ) ?? true
  )
}

const words = (allowed: readonly AllowedDestination[]) =>
  [...new Set(allowed.map(destinationWords))].join('; ')

const lower = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
