import { createHash } from 'node:crypto'
import type { OwnershipClaims, SimContext, SimRunner } from '../context.ts'
import type { SimZone } from '../state.ts'
import { fromCos } from './destination.ts'
import { malformed, ok } from './envelope.ts'
import { isObject, type JsonObject, readJsonObject } from './json-body.ts'
import { requireLogpush } from './plan.ts'
import type { Route } from './route.ts'

/** Source: engine's documents on ownership tokens. */
const LIFETIME_SECONDS = 7 * 24 * 3600

const PATH = '/v2/:crn/zones/:zone/logpush/ownership'

/** The challenge for Object Storage. IBM retired it in 2026 in its own clients; the calls are still there. */
export function createOwnershipRoutes(ctx: SimContext, runner: SimRunner): Route[] {
  return [
    {
      method: 'POST',
      path: PATH,
      action: 'manage',
      scope: 'zone',
      async handler({ call, zone, instance }) {
        const conf = readChallengedConf(await readJsonObject(call), ['cos'])
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
        const conf = readChallengedConf(body, ['cos', 'ownership_challenge'])
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

function readChallengedConf(body: JsonObject, allowed: string[]): string {
  for (const name of Object.keys(body)) {
    if (!allowed.includes(name)) throw malformed(`Unknown member '${name}'`)
  }
  if (!isObject(body.cos)) throw malformed("'cos' must be an object")
  const { conf, needsChallenge } = fromCos(body.cos)
  if (!needsChallenge) throw malformed('A destination with an API key needs no ownership challenge')
  return conf
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
export function isOwned(ctx: SimContext, zone: SimZone, conf: string, token: string): boolean {
  const claims = ctx.verifyOwnershipToken(token)
  return (
    claims !== null &&
    claims.object_id === zone.id &&
    claims.destination === conf &&
    claims.fingerprint === fingerprintOf(conf) &&
    claims.exp * 1000 > ctx.now()
  )
}
