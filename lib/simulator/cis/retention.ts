import type { SimContext } from '../context.ts'
import type { SimInstance } from '../state.ts'
import { malformed, ok } from './envelope.ts'
import { readJsonObject } from './json-body.ts'
import { notInPlan } from './plan.ts'
import type { Route } from './route.ts'

const PATH = '/v1/:crn/zones/:zone/logs/retention'

/** Log retention, in IBM's own form `{flag}`. Which action the POST takes, and how a plan without it answers, is unproven. */
export function createRetentionRoutes(ctx: SimContext): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      action: 'read',
      scope: 'zone',
      handler({ zone, instance }) {
        if (zone.retention === null) throw withoutRetention(ctx, instance)
        return ok({ flag: zone.retention })
      },
    },
    {
      method: 'POST',
      path: PATH,
      action: 'update',
      scope: 'zone',
      async handler({ zone, instance, call }) {
        const body = await readJsonObject(call)
        for (const name of Object.keys(body)) {
          if (name !== 'flag') throw malformed(`Unknown member '${name}'`)
        }
        if (typeof body.flag !== 'boolean') throw malformed("'flag' must be a boolean")
        if (zone.retention === null) throw withoutRetention(ctx, instance)
        zone.retention = body.flag
        return ok({ flag: zone.retention })
      },
    },
  ]
}

function withoutRetention(ctx: SimContext, instance: SimInstance) {
  return notInPlan(ctx, instance, 'log retention is not allowed for this plan')
}
