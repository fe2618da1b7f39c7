import { randomBytes, randomUUID } from 'node:crypto'
import { type Answer, type Call, effectOf } from '../call.ts'
import type { SimContext, SimRunner } from '../context.ts'
import { failAs, forbidden, unauthorized } from '../faults/error-form.ts'
import type { Role, SimIdentity } from '../state.ts'
import { fail, Refused } from './envelope.ts'
import { createFieldRoutes } from './fields.ts'
import { createJobRoutes } from './jobs.ts'
import { createOwnershipRoutes } from './ownership.ts'
import { createRateLimit } from './rate-limit.ts'
import { createRetentionRoutes } from './retention.ts'
import { createMatcher, type IamAction } from './route.ts'
import { createZoneRoutes } from './zones.ts'

const ROLES: Record<IamAction, readonly Role[]> = {
  read: ['Reader', 'Writer', 'Manager'],
  update: ['Writer', 'Manager'],
  manage: ['Manager'],
}

export type CisOptions = {
  runner: SimRunner
  /** Requests per identity in five minutes; 0: no limit. */
  rateLimit: number
}

export function createCisService(ctx: SimContext, { runner, rateLimit }: CisOptions) {
  const limit = createRateLimit(rateLimit)
  const match = createMatcher([
    ...createJobRoutes(ctx, runner),
    ...createZoneRoutes(ctx),
    ...createRetentionRoutes(ctx),
    ...createOwnershipRoutes(ctx, runner),
    ...createFieldRoutes(ctx),
  ])

  async function answer(call: Call): Promise<Answer> {
    const identity = ctx.authenticate(call)
    if (!identity) return unauthorized('cis')
    const retryAfter = limit.take(identity.iamId, ctx.now())
    if (retryAfter !== null) {
      const headers = { 'Retry-After': String(retryAfter) }
      return failAs('cis', { status: 429, message: 'Too many requests', headers })
    }
    const matched = match(call.method, call.path)
    if (matched.kind === 'no-path') return fail(404, 7000, 'No route for that URI')
    if (matched.kind === 'no-method')
      return fail(405, 10405, 'Method not allowed for this endpoint')

    const { route, path } = matched
    const { crn = '', zone: zoneId = '' } = path
    const instance = ctx.state.instances.find((it) => it.crn === crn)
    if (!instance) return unknownInstance(crn, identity)
    const role = identity.cisRoles[instance.guid]
    if (!role || !ROLES[route.action].includes(role) || effectOf(call, 'role-too-low')) {
      return forbidden('cis', `internet-svcs.zones.${route.action}`)
    }

    const request = { call, identity, instance, path }
    if (route.scope === 'instance') return route.handler(request)
    if (!/^[0-9a-f]{32}$/.test(zoneId)) {
      const message = `Could not route to /zones/${zoneId}, perhaps your object identifier is invalid?`
      return fail(404, 7003, message)
    }
    const zone = ctx.state.zones.get(zoneId)
    if (zone?.instanceGuid !== instance.guid) return fail(404, 1001, 'Invalid zone identifier')
    return route.handler({ ...request, zone })
  }

  return {
    reset: limit.reset,
    async handle(call: Call): Promise<Answer> {
      const response = await answer(call).catch((error: unknown) => {
        if (error instanceof Refused)
          return fail(error.status, error.code, error.message, error.shape)
        throw error
      })
      return { ...response, headers: { ...response.headers, ...supportHeaders() } }
    },
  }
}

/** The two ids that IBM Support asks for, and the gateway's own header. */
function supportHeaders() {
  return {
    'X-Correlation-Id': randomUUID(),
    'Cf-Ray': `${randomBytes(8).toString('hex')}-FRA`,
    'X-Envoy-Upstream-Service-Time': '12',
  }
}

/** Another account's instance is forbidden, one that does not exist is not found (unproven). */
function unknownInstance(crn: string, identity: SimIdentity): Answer {
  const [, version, , , service, , scope] = crn.split(':')
  if (version !== 'v1' || service !== 'internet-svcs') {
    return fail(400, 1001, 'The CRN is not valid')
  }
  return scope === `a/${identity.accountId}`
    ? fail(404, 1001, 'The CIS instance was not found')
    : forbidden('cis', 'internet-svcs.zones.read')
}
