import { ECHOES } from '../echo.ts'
import { EFFECTS, isEffectOf } from '../faults/catalogue.ts'
import type {
  ErrorShape,
  Fault,
  FaultEffect,
  FaultMatch,
  FaultService,
  SimFaults,
} from '../faults/types.ts'
import { isRefusal, REFUSALS, type Refusal } from '../iam/errors.ts'
import { BadBody, type Body, defined } from './body.ts'

const SERVICES: readonly FaultService[] = [
  'iam',
  'accounts',
  'cis',
  'resourceController',
  'globalCatalog',
  'cos',
  'ingress',
  'destination',
  'receiver',
]
const SHAPES: readonly ErrorShape[] = ['objects', 'strings', 'nested', 'nested-objects', 'gateway']

/** `{match: {service, method?, path? | pathPattern?, times?, after?}, effect: {kind, …}}`; `pathPattern` is a pattern's source. */
export function readFault(body: Body): Fault {
  const match = body.object('match')
  const effect = body.object('effect')
  if (!match || !effect) throw new BadBody("'match' and 'effect' are required")
  const fault = { match: readMatch(match), effect: readEffect(effect) }
  if (!isEffectOf(fault.match.service, fault.effect.kind)) {
    throw new BadBody(`'${fault.effect.kind}' is no effect of the service ${fault.match.service}`)
  }
  return fault
}

function readMatch(body: Body): FaultMatch {
  allow(body, ['service', 'method', 'path', 'pathPattern', 'times', 'after'])
  const service = SERVICES.find((name) => name === body.string('service'))
  if (!service) throw new BadBody(`'match.service' must be one of ${SERVICES.join(', ')}`)
  const pattern = body.string('pathPattern')
  const path = pattern === undefined ? body.string('path') : new RegExp(pattern)
  return {
    service,
    ...defined({
      method: body.string('method'),
      path,
      times: body.number('times'),
      after: body.number('after'),
    }),
  }
}

function readEffect(body: Body): FaultEffect {
  const kind = body.string('kind') ?? ''
  const known = EFFECTS.find((effect) => effect.kind === kind)
  if (!known) {
    throw new BadBody(`'effect.kind' must be one of ${EFFECTS.map((it) => it.kind).join(', ')}`)
  }
  allow(body, ['kind', ...known.members])
  const shape = SHAPES.find((name) => name === body.string('errors'))
  if (body.names.includes('errors') && !shape) {
    throw new BadBody(`'effect.errors' must be one of ${SHAPES.join(', ')}`)
  }
  switch (known.kind) {
    case 'rate-limited':
      return { kind: known.kind, ...defined({ retryAfter: numberOrText(body, 'retryAfter') }) }
    case 'status':
      return {
        kind: known.kind,
        status: needed(body, 'status'),
        ...defined({
          code: numberOrText(body, 'code'),
          message: body.string('message'),
          errors: shape,
          retryAfter: numberOrText(body, 'retryAfter'),
        }),
      }
    case 'delay':
    case 'slow':
      return { kind: known.kind, ms: needed(body, 'ms') }
    case 'lands-late':
      return landsLate(body)
    case 'empty':
    case 'html':
    case 'refuses-engine':
      return { kind: known.kind, ...defined({ status: body.number('status') }) }
    case 'gzip-bomb':
      return { kind: known.kind, ...defined({ megabytes: megabytesOf(body) }) }
    case 'token-expired':
      return tokenExpired(body)
    case 'iam-refusal':
      return { kind: known.kind, reason: reasonOf(body) }
    case 'result':
      return { kind: known.kind, result: body.raw.result ?? null }
    case 'destination-down': {
      const echo = body.choice('echo', ECHOES)
      return { kind: known.kind, ...defined({ message: body.string('message'), echo }) }
    }
    case 'change-refused':
    case 'delete-refused': {
      const [status, code] = [body.number('status'), body.number('code')]
      return { kind: known.kind, ...defined({ status, code, message: body.string('message') }) }
    }
    case 'echoes':
      return { kind: known.kind, echo: body.choice('echo', ['path', 'url', 'headers']) ?? 'path' }
    case 'error-in-200':
      return { kind: known.kind, ...defined({ message: body.string('message') }) }
    case 'redirect': {
      const [location, status] = [body.string('location'), body.number('status')]
      return { kind: known.kind, ...defined({ location, status }) }
    }
    case 'fields':
      return { kind: known.kind, gained: gainedOf(body), lost: body.strings('lost') ?? [] }
    default:
      return { kind: known.kind }
  }
}

function landsLate(body: Body): FaultEffect {
  const seconds = needed(body, 'seconds')
  const answerSeconds = body.number('answerSeconds')
  const connection = body.string('connection') ?? 'cut'
  if (connection !== 'cut' && connection !== 'hang') {
    throw new BadBody("'effect.connection' must be cut or hang")
  }
  if (answerSeconds === undefined) return { kind: 'lands-late', seconds, connection }
  if (connection === 'cut' || answerSeconds < seconds) {
    throw new BadBody(
      "'effect.answerSeconds' goes with a hanging connection, and after the landing",
    )
  }
  return { kind: 'lands-late', seconds, connection, answerSeconds }
}

function megabytesOf(body: Body): number | undefined {
  const megabytes = body.number('megabytes')
  if (
    megabytes === undefined ||
    (Number.isInteger(megabytes) && megabytes > 0 && megabytes <= 1024)
  )
    return megabytes
  throw new BadBody("'effect.megabytes' must be a whole number up to 1024")
}

function reasonOf(body: Body): Refusal {
  const reason = body.string('reason') ?? ''
  if (isRefusal(reason)) return reason
  throw new BadBody(`'effect.reason' must be one of ${Object.keys(REFUSALS).join(', ')}`)
}

function tokenExpired(body: Body): FaultEffect {
  const status = body.number('status')
  if (status === undefined) return { kind: 'token-expired' }
  if (status === 401 || status === 403) return { kind: 'token-expired', status }
  throw new BadBody("'effect.status' must be 401 or 403")
}

function gainedOf(body: Body): Record<string, string> {
  const gained = body.object('gained')
  return Object.fromEntries((gained?.names ?? []).map((name) => [name, gained?.string(name) ?? '']))
}

function numberOrText(body: Body, name: string): number | string | undefined {
  return typeof body.raw[name] === 'number' ? body.number(name) : body.string(name)
}

function needed(body: Body, name: string): number {
  const value = body.number(name)
  if (value === undefined) throw new BadBody(`'effect.${name}' is required`)
  return value
}

function allow(body: Body, names: readonly string[]): void {
  const unknown = body.names.find((name) => !names.includes(name))
  if (unknown) throw new BadBody(`Unknown member '${unknown}'; known are ${names.join(', ')}`)
}

/** The faults that stand, patterns as text. */
export function wireFaults(faults: SimFaults) {
  return faults.list().map(({ match, ...rest }) => ({
    ...rest,
    match: { ...match, ...(match.path === undefined ? {} : { path: String(match.path) }) },
  }))
}
