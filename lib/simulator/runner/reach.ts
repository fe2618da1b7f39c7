import type { SimContext } from '../context.ts'
import { mayInBucket } from '../cos/access.ts'
import { echoOf } from '../echo.ts'
import { findKey } from '../keys.ts'
import type { SimBucket, SimIdentity, SimInstance, SimState } from '../state.ts'
import { parseDestination, type Web } from './destination.ts'
import { isCosLocation } from './locations.ts'

/** Where a push ends: in a bucket, in a Cloud Logs instance, at a receiver's port, beyond our network, or in silence. */
export type Reached =
  | { to: 'bucket'; bucket: SimBucket; path: string }
  | { to: 'cloudLogs'; instance: SimInstance }
  | { to: 'receiver'; port: number; web: Web }
  | { to: 'elsewhere' }
  | { to: 'nowhere' }
  | { to: 'refused'; why: string }

/**
 * The two reasons known from the engine: cloudflare/terraform-provider-cloudflare PR #7044 and its documentation of HTTP
 * destinations. That it has no finer word for a refused key or bucket is unproven.
 */
const NO_SUCH_HOST = 'error writing object: DNSError'
export const NOT_TAKEN = 'error writing object: error uploading'

const WRONG_CHALLENGE = 'incorrect ownership challenge'

/** The identity behind an API key, as IAM would say when the engine asks it for a token. */
function identityOfKey(ctx: SimContext, value: string): SimIdentity | null {
  const key = findKey(ctx.state, value, ctx.now())
  if (!key || key.disabled || key.locked || key.mfaRequired) return null
  if (key.expiresAt !== null && key.expiresAt <= ctx.now()) return null
  return ctx.state.identities.get(key.iamId) ?? null
}

/** The bucket, if it is in this location and instance. The engine passes a firewall: it is for everyone else. */
function bucketAt(
  ctx: SimContext,
  at: { bucket: string; region: string; instanceId: string },
): SimBucket | null {
  const bucket = ctx.state.buckets.get(at.bucket)
  if (!bucket || bucket.location !== at.region) return null
  // The write itself would not need the instance; that a wrong one is refused is unproven, and stricter.
  return bucket.instanceGuid.toLowerCase() === at.instanceId.toLowerCase() ? bucket : null
}

/**
 * Tries to get at a destination with the credentials in it; nothing is written. `challenged`: an ownership token was
 * accepted, so a bucket without a key is written to as the user `cislogp`.
 */
export function reach(
  ctx: SimContext,
  conf: string,
  { challenged }: { challenged: boolean },
): Reached {
  const down = ctx.faults.destinationDown(conf)
  if (down) return refused(down.replace(/^error validating destination: /, ''))
  const destination = parseDestination(conf)
  if (!destination) return refused('invalid destination_conf')

  if (destination.kind === 'elsewhere' || destination.kind === 'web') {
    const { host } = destination
    if (isDead(ctx.state, host)) return refused(NO_SUCH_HOST)
    const echo = ctx.state.refusingHosts.get(host)
    if (echo) return refused(echoOf(conf, echo))
    if (destination.kind === 'elsewhere') return { to: 'elsewhere' }
    const found = ctx.receivers.find(host, destination.port)
    if (found === 'unknown') return { to: 'elsewhere' }
    if (found === 'nobody') return refused(NOT_TAKEN)
    return { to: 'receiver', port: found.port, web: destination }
  }

  if (destination.kind === 'cloudLogs') {
    const instance = ctx.state.instances.find(
      ({ service, guid }) =>
        service === 'logs' && guid.toLowerCase() === destination.instanceId.toLowerCase(),
    )
    const identity = identityOfKey(ctx, destination.apiKey)
    if (!instance || !identity) return refused(NOT_TAKEN)
    // Accepted without a word, then nothing ever arrives: IBM-Cloud/terraform-provider-ibm #5969.
    if (instance.region !== destination.region) return { to: 'nowhere' }
    if (!identity.senderOn.includes(instance.guid)) return refused(NOT_TAKEN)
    return { to: 'cloudLogs', instance }
  }

  if (!isCosLocation(destination.region)) return refused(NO_SUCH_HOST)
  if (!destination.apiKey && !challenged) return refused(WRONG_CHALLENGE)
  const bucket = bucketAt(ctx, destination)
  if (!bucket) return refused(NOT_TAKEN)
  const allowed = destination.apiKey ? mayPut(ctx, bucket, destination.apiKey) : bucket.cisMayWrite
  return allowed ? { to: 'bucket', bucket, path: destination.path } : refused(NOT_TAKEN)
}

/** A host whose name does not resolve. Source of `.invalid`: RFC 2606. */
export function isDead(state: SimState, host: string): boolean {
  return host.endsWith('.invalid') || state.deadHosts.has(host)
}

function mayPut(ctx: SimContext, bucket: SimBucket, apiKey: string): boolean {
  const identity = identityOfKey(ctx, apiKey)
  const owner = ctx.state.instances.find(({ guid }) => guid === bucket.instanceGuid)
  return identity !== null && mayInBucket(identity, bucket, owner, 'object.put')
}

function refused(why: string): Reached {
  return { to: 'refused', why }
}
