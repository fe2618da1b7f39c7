import type { Answer, Call } from '../call.ts'
import { json } from '../call.ts'
import type { SimContext } from '../context.ts'
import { failAs, unauthorized } from '../faults/error-form.ts'
import type { SimIdentity, SimInstance } from '../state.ts'
import { toWireInstance } from './wire.ts'

/** IBM's default; the maximum of 100 is unproven. */
const MAX_LIMIT = 100

/** What IBM's client sends (platform-services resource-controller/v2); anything else is refused, to catch misspelling. */
const PARAMETERS = new Set([
  'guid',
  'name',
  'resource_group_id',
  'resource_id',
  'resource_plan_id',
  'type',
  'sub_type',
  'limit',
  'start',
  'state',
  'order',
  'updated_from',
  'updated_to',
])

export function createResourceControllerService(ctx: SimContext) {
  function list(call: Call, identity: SimIdentity): Answer {
    const query = new URLSearchParams(call.query)
    for (const name of query.keys()) {
      if (!PARAMETERS.has(name)) return badRequest(`Unknown query parameter '${name}'`)
    }
    const start = query.get('start')
    const page = start === null ? firstPage(query) : openStart(start)
    if (!page) return badRequest("Invalid 'limit' (1 to 100) or 'start'")
    const filter = new URLSearchParams(page.filter)
    const type = filter.get('type')
    if (type !== null && type !== 'service_instance' && type !== 'resource_instance') {
      return badRequest(`Unknown type '${type}'`)
    }
    const all = visibleTo(identity, ctx.state.instances).filter((it) => matches(it, filter))
    const resources = all.slice(page.offset, page.offset + page.limit)
    const next = page.offset + resources.length
    return json(200, {
      rows_count: resources.length,
      next_url:
        next < all.length
          ? `/v2/resource_instances?limit=${page.limit}&start=${sealStart({ ...page, offset: next })}`
          : null,
      resources: resources.map(toWireInstance),
    })
  }

  return {
    handle(call: Call): Answer {
      // CIS alone knows X-Auth-User-Token.
      const identity = call.headers.get('authorization') ? ctx.authenticate(call) : null
      if (!identity) return unauthorized('resourceController')
      if (identity.accountId === '') return withoutAccount()
      const [, version, collection, id, ...rest] = call.path.split('/')
      if (version !== 'v2' || collection !== 'resource_instances' || rest.length > 0) {
        return failAs('resourceController', {
          status: 404,
          code: 'RC-NotFound',
          message: 'Not found',
        })
      }
      if (call.method !== 'GET') {
        return failAs('resourceController', {
          status: 405,
          code: 'RC-MethodNotAllowed',
          message: 'Method not allowed',
        })
      }
      if (id === undefined || id === '') return list(call, identity)
      const wanted = decodeURIComponent(id)
      const found = visibleTo(identity, ctx.state.instances).find(
        (it) => it.guid === wanted || it.crn === wanted,
      )
      return found
        ? json(200, toWireInstance(found))
        : failAs('resourceController', {
            status: 404,
            code: 'RC-InstanceNotFound',
            message: `The resource instance '${wanted}' was not found.`,
          })
    },
  }
}

/** That a token without an account is refused, and how, is unproven. */
function withoutAccount(): Answer {
  const message = 'The IAM token is not bound to an account.'
  return failAs('resourceController', { status: 403, code: 'RC-IAMForbidden', message })
}

type Page = { filter: string; offset: number; limit: number }

function firstPage(query: URLSearchParams): Page | null {
  const limit = query.get('limit') ?? String(MAX_LIMIT)
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAX_LIMIT) return null
  query.delete('limit')
  return { filter: query.toString(), offset: 0, limit: Number(limit) }
}

/** With `start` every other parameter is ignored, so the filter travels in it. */
function sealStart(page: Page): string {
  return Buffer.from(JSON.stringify(page)).toString('base64url')
}

function openStart(start: string): Page | null {
  try {
    const page: unknown = JSON.parse(Buffer.from(start, 'base64url').toString('utf8'))
    return isPage(page) ? page : null
  } catch {
    return null
  }
}

function isPage(value: unknown): value is Page {
  return (
    typeof value === 'object' &&
    value !== null &&
    'filter' in value &&
    typeof value.filter === 'string' &&
    'offset' in value &&
    typeof value.offset === 'number' &&
    'limit' in value &&
    typeof value.limit === 'number'
  )
}

/** Anyone in the account sees its resources here; roles on single resources are not modelled. */
function visibleTo(identity: SimIdentity, instances: SimInstance[]): SimInstance[] {
  return instances.filter((it) => it.accountId === identity.accountId)
}

/** Without `state` IBM lists what is active or being provisioned. */
function matches(instance: SimInstance, filter: URLSearchParams): boolean {
  const state = filter.get('state')
  const wire = toWireInstance(instance)
  return (
    (state ? instance.state === state : ['active', 'provisioning'].includes(instance.state)) &&
    same(filter, 'guid', instance.guid) &&
    same(filter, 'name', instance.name) &&
    same(filter, 'resource_group_id', instance.resourceGroupId) &&
    same(filter, 'resource_plan_id', instance.planId) &&
    same(filter, 'resource_id', wire.resource_id)
  )
}

function same(filter: URLSearchParams, name: string, value: string): boolean {
  const wanted = filter.get(name)
  return wanted === null || wanted === value
}

function badRequest(message: string): Answer {
  return failAs('resourceController', { status: 400, code: 'RC-BadRequest', message })
}
