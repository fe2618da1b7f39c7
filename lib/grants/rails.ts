import type { AllowedDestination, Rails } from '../schemas/grant'
import { matchesPattern } from './pattern'

/**
 * Where a change sends logs to, as a guard rail judges it: no secrets. Of an address that is of two kinds (`https://host:port`
 * is QRadar's as well) either counts.
 */
export type JudgedDestination = {
  kinds: readonly string[]
  instanceId?: string
  bucket?: string
  host?: string
}

export type JudgedChange = {
  /** null: none is chosen by it. */
  dataset: string | null
  destination: JudgedDestination | null
}

/** What a guard rail forbids, at its member of the request; null: nothing. */
export function railFault(
  { datasets, destinations }: Rails,
  { dataset, destination }: JudgedChange,
): { path: string; message: string } | null {
  if (datasets && dataset !== null && !datasets.includes(dataset)) {
    return { path: 'dataset', message: `Your access allows ${namesOf(datasets)}` }
  }
  if (
    destinations &&
    destination &&
    !destinations.some((allowed) => allows(allowed, destination))
  ) {
    return { path: pathOf(destinations, destination), message: destinationFault(destinations) }
  }
  return null
}

export function allows(allowed: AllowedDestination, given: JudgedDestination): boolean {
  if (!given.kinds.includes(allowed.kind)) return false
  switch (allowed.kind) {
    case 'cos':
      return isOr(allowed.instanceId, given.instanceId) && fits(allowed.bucket, given.bucket)
    case 'cloudLogs':
      return isOr(allowed.instanceId, given.instanceId)
    default:
      return fits(allowed.host, given.host)
  }
}

const isOr = (wanted: string | undefined, given: string | undefined) =>
  wanted === undefined || wanted === given

const fits = (pattern: string | undefined, given: string | undefined) =>
  pattern === undefined || (given !== undefined && matchesPattern(pattern, given))

/** The member that would have to be another one, where the kind itself is allowed. */
function pathOf(destinations: readonly AllowedDestination[], given: JudgedDestination): string {
  const ofKind = destinations.filter(({ kind }) => given.kinds.includes(kind))
  if (ofKind.length === 0) return 'destination.kind'
  const [kind] = given.kinds
  if (kind === 'cloudLogs') return 'destination.instanceId'
  if (kind === 'cos') {
    const isPlaced = ofKind.some((it) => it.kind === 'cos' && isOr(it.instanceId, given.instanceId))
    return isPlaced ? 'destination.bucket' : 'destination.instanceId'
  }
  return kind === 'splunk'
    ? 'destination.endpoint'
    : kind === 'https'
      ? 'destination.url'
      : kind === 'qradar'
        ? 'destination.host'
        : 'destination'
}

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? 'no dataset' : `only ${names.join(', ')}`
}

function destinationFault(allowed: readonly AllowedDestination[]): string {
  if (allowed.length === 0) return 'Your access allows no destination'
  return `Your access allows only ${allowed.map(destinationWords).join('; ')}`
}

/** An allowed destination in words: "Object Storage, buckets shop-*". */
export function destinationWords(allowed: AllowedDestination): string {
  switch (allowed.kind) {
    case 'cos': {
      const where = allowed.instanceId ? ` instance ${allowed.instanceId}` : ''
      return `Object Storage${where}${allowed.bucket ? `, buckets ${allowed.bucket}` : ''}`
    }
    case 'cloudLogs':
      return `Cloud Logs${allowed.instanceId ? ` instance ${allowed.instanceId}` : ''}`
    case 'splunk':
      return `Splunk${hostWords(allowed.host)}`
    case 'qradar':
      return `QRadar${hostWords(allowed.host)}`
    case 'https':
      return `HTTPS${hostWords(allowed.host)}`
  }
}

const hostWords = (host: string | undefined) => (host ? ` at ${host}` : '')
