import { createHash } from 'node:crypto'
import type { OwnershipClaims, SimContext, SimRunner } from '../context.ts'
import type { SimZone } from '../state.ts'
import { readDestination } from './destination.ts'
import { malformed, ok } from './envelope.ts'
import { type JsonObject, readJsonObject } from './json-body.ts'
import { requireLogpush } from './plan.ts'
import type { Route } from './route.ts'

/** Source: engine's documents on ownership tokens. */
const LIFETIME_SECONDS = 7 * 24 * 3600

const PATH = '/v2/:crn/zones/:zone/logpush/ownership'

/**
 * The challenge for Object Storage, which IBM retired in 2026 in its own clients (the calls are still there), and for buckets of other
 * clouds and Sumo Logic. That CIS takes it by `destination_conf`, as the engine does, is unproven.
 */
export function createOwnershipRoutes(ctx: SimContext, runner: SimRunner): Route[] {
  return [
    {
      method: 'POST',
      path: PATH,
      action: 'manage',
      scope: 'zone',
      async handler({ call, zone, instance }) {
        const conf = readChallengedConf(await readJsonObject(call), [])
        requireLogpush(ctx, instance)
        const token = ctx.signOwnershipToken(toClaims(zone, conf, ctx.now()))
        const written = await runner.writeChallenge(conf, token)
        return ok(
          written.ok
            ? { filename: written.filename, valid: true, message: '' }
            : { filename: '', valid: false, message: written.message },
        )
      },
    },
    {
      method: 'POST',
      path: `${PATH}/validate`,
      action: 'manage',
      scope: 'zone',
      async handler({ call, zone, instance }) {
        const body = await readJsonObject(call)
        const conf = readChallengedConf(body, ['ownership_challenge'])
        const token = body.ownership_challenge
        if (typeof token !== 'string' || token === '') {
          throw malformed("'ownership_challenge' must be a string")
        }
        requireLogpush(ctx, instance)
        return ok({ valid: isOwned(ctx, zone, conf, token) })
      },
    },
  ]
}

function readChallengedConf(body: JsonObject, more: string[]): string {
  for (const name of Object.keys(body)) {
    if (!['cos', 'destination_conf', ...more].includes(name)) {
      throw malformed(`Unknown member '${name}'`)
    }
  }
  const destination = readDestination(body, { current: null, takesBareToken: false })
  if (!destination) throw malformed("'cos' or 'destination_conf' is required")
  if (!destination.needsChallenge) throw malformed('This destination needs no ownership challenge')
  return destination.conf
}

/** Whether a token, or what was proven before, lets this destination in. */
export function mayPushTo(ctx: SimContext, zone: SimZone, conf: string, token: string | null) {
  if (ctx.state.provenPlaces.has(conf.replace(/\?.*$/, ''))) return true
  return token !== null && isOwned(ctx, zone, conf, token)
}

function toClaims(zone: SimZone, conf: string, nowMs: number): OwnershipClaims {
  const iat = Math.floor(nowMs / 1000)
  return {
    object_type: 'zone',
    object_id: zone.id,
    destination: conf,
    fingerprint: fingerprintOf(conf),
    iat,
    exp: iat + LIFETIME_SECONDS,
  }
}

/** Of bucket and path, without the parameters. */
function fingerprintOf(conf: string): string {
  return createHash('sha256').update(conf.replace(/\?.*$/, '')).digest('hex')
}

/** Whether a token stands for exactly this zone and this destination, byte for byte, and is not past its seven days. */
function isOwned(ctx: SimContext, zone: SimZone, conf: string, token: string): boolean {
  const claims = ctx.verifyOwnershipToken(token)
  return (
    claims !== null &&
    claims.object_id === zone.id &&
    claims.destination === conf &&
    claims.fingerprint === fingerprintOf(conf) &&
    claims.exp * 1000 > ctx.now()
  )
}
