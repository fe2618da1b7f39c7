import { type Answer, type Call, json } from '../call.ts'
import type { SimContext } from '../context.ts'
import { failAs } from '../faults/error-form.ts'

/** Global Catalog: entries are public, so a token may be there or not. Form: IBM platform-services global-catalog/v1. */
export function createCatalogService(ctx: SimContext) {
  return {
    handle(call: Call): Answer {
      const [, api, version, id, ...rest] = call.path.split('/')
      if (api !== 'api' || version !== 'v1' || !id || rest.length > 0 || call.method !== 'GET') {
        return failAs('globalCatalog', { status: 404, code: 'not_found', message: 'Not found' })
      }
      const plan = ctx.state.plans.get(decodeURIComponent(id))
      if (!plan) {
        return failAs('globalCatalog', {
          status: 404,
          code: 'not_found',
          message: `Object not found: ${decodeURIComponent(id)}`,
        })
      }
      return json(200, {
        id: plan.id,
        name: plan.name,
        kind: 'plan',
        active: true,
        disabled: false,
        overview_ui: {
          en: {
            display_name: plan.displayName,
            description: plan.displayName,
            long_description: '',
          },
        },
        images: {},
        geo_tags: [],
        tags: [],
        pricing_tags: ['paid_only'],
        provider: { name: 'IBM', email: '' },
        visibility: { restrictions: 'public' },
        metadata: { plan: { bindable: true, reservable: true } },
      })
    },
  }
}
