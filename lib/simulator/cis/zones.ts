import type { SimContext } from '../context.ts'
import type { SimZone } from '../state.ts'
import { malformed, ok } from './envelope.ts'
import type { Route } from './route.ts'

/** The engine's own limits; IBM's documents name none (unproven). */
const MIN_PER_PAGE = 5
const MAX_PER_PAGE = 50
const DEFAULT_PER_PAGE = 20

export function createZoneRoutes(ctx: SimContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/:crn/zones',
      action: 'read',
      scope: 'instance',
      handler({ call, instance }) {
        const query = new URLSearchParams(call.query)
        for (const name of query.keys()) {
          if (name !== 'page' && name !== 'per_page') throw malformed(`Unknown parameter '${name}'`)
        }
        const page = wholeNumber(query, 'page', 1, 1, 1_000_000)
        const perPage = wholeNumber(query, 'per_page', DEFAULT_PER_PAGE, MIN_PER_PAGE, MAX_PER_PAGE)
        const zones = [...ctx.state.zones.values()].filter(
          (it) => it.instanceGuid === instance.guid,
        )
        const shown = zones.slice((page - 1) * perPage, page * perPage)
        return ok(shown.length > 0 ? shown.map(toWireZone) : null, 200, {
          page,
          per_page: perPage,
          count: shown.length,
          total_count: zones.length,
        })
      },
    },
    {
      method: 'GET',
      path: '/v1/:crn/zones/:zone',
      action: 'read',
      scope: 'zone',
      handler: ({ zone }) => ok(toWireZone(zone)),
    },
  ]
}

function wholeNumber(
  query: URLSearchParams,
  name: string,
  otherwise: number,
  min: number,
  max: number,
): number {
  const text = query.get(name)
  if (text === null) return otherwise
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw malformed(`'${name}' must be from ${min} to ${max}`)
  return value
}

/** Form: IBM networking SDK, zonesv1 ZoneDetails. */
function toWireZone(zone: SimZone) {
  const created = new Date(zone.createdAt).toISOString().replace(/\.\d{3}Z$/, '.000000Z')
  return {
    id: zone.id,
    created_on: created,
    modified_on: created,
    name: zone.name,
    original_registrar: null,
    original_dnshost: null,
    status: zone.status,
    paused: zone.paused,
    original_name_servers: ['ns1.nordlicht.example', 'ns2.nordlicht.example'],
    name_servers: ['ns006.name.cloud.ibm.com', 'ns017.name.cloud.ibm.com'],
    type: 'full',
  }
}
