import { fullPath } from './cos-place'
import { maskConf } from './mask'
import type { DestinationInput, DestinationPatch, DestinationView } from './registry'
import { fullEndpoint } from './splunk-place'

type AnyDestination = DestinationInput | DestinationPatch | DestinationView

/** Everything that makes a destination what it is, secrets and unmanaged parameters left out. */
function essence(destination: AnyDestination): unknown[] {
  const { kind } = destination
  switch (kind) {
    case 'cos':
      return [
        kind,
        destination.auth,
        destination.instanceId?.toLowerCase() ?? null,
        destination.bucket,
        destination.region,
        fullPath(destination),
      ]
    case 'cloudLogs':
      return [
        kind,
        destination.instanceId?.toLowerCase() ?? null,
        destination.region,
        destination.applicationName?.trim() ?? '',
        destination.subsystemName?.trim() ?? '',
      ]
    case 'splunk': {
      const { endpoint, channelId, sourceType, skipVerify } = destination
      return [
        kind,
        fullEndpoint(endpoint),
        channelId?.toLowerCase() ?? null,
        sourceType || null,
        skipVerify ?? false,
      ]
    }
    case 'qradar':
      // IBM holds it as the address alone, so it is the same place as an HTTPS receiver there.
      return ['https', `https://${destination.host}:${destination.port}`, [], []]
    case 'https':
      return [
        kind,
        destination.url.trim(),
        (destination.headers ?? []).map(({ name }) => name).sort(),
        (destination.params ?? []).map(({ name }) => name).sort(),
      ]
    case 'logdna':
      return [kind, destination.hostname, destination.region ?? null]
    case 'other':
      return [kind, maskConf(destination.conf)]
  }
}

/** Whether two destinations are the same but for their secrets, however they are written. */
export function sameDestination(a: AnyDestination, b: AnyDestination): boolean {
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b))
}

/**
 * Whether two jobs write to the same place, whichever way in each has. IBM asks for a path of its own for every
 * Object Storage job; bucket names are unique over all of IBM Cloud, so bucket and folder decide.
 */
export function samePlace(a: AnyDestination, b: AnyDestination): boolean {
  if (a.kind === 'cos' && b.kind === 'cos') {
    return a.bucket === b.bucket && fullPath(a) === fullPath(b)
  }
  // Masked whole, two texts look alike without being so.
  if (a.kind === 'other' && !/[^•]/.test(a.conf)) return false
  return sameDestination(a, b)
}
