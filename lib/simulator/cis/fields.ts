import { effectOf } from '../call.ts'
import type { SimContext } from '../context.ts'
import { fail, ok } from './envelope.ts'
import { toWireJob } from './job-wire.ts'
import type { Route } from './route.ts'

export function createFieldRoutes(ctx: SimContext): Route[] {
  const unknownDataset = (dataset: string) => fail(404, 1001, `unknown dataset '${dataset}'`)
  return [
    {
      method: 'GET',
      path: '/v2/:crn/zones/:zone/logpush/datasets/:dataset/fields',
      action: 'read',
      scope: 'zone',
      handler({ call, path: { dataset = '' } }) {
        const known = ctx.state.fields.get(dataset)
        if (!known) return unknownDataset(dataset)
        const fields = new Map(known)
        const change = effectOf(call, 'fields')
        for (const name of change?.lost ?? []) fields.delete(name)
        for (const [name, text] of Object.entries(change?.gained ?? {})) fields.set(name, text)
        return ok(Object.fromEntries(fields))
      },
    },
    {
      method: 'GET',
      path: '/v2/:crn/zones/:zone/logpush/datasets/:dataset/jobs',
      action: 'read',
      scope: 'zone',
      handler({ zone, path: { dataset = '' } }) {
        if (!ctx.state.fields.has(dataset)) return unknownDataset(dataset)
        const jobs = [...ctx.state.jobs.values()].filter(
          (job) => job.zoneId === zone.id && job.dataset === dataset,
        )
        return ok(jobs.length > 0 ? jobs.map(toWireJob) : null)
      },
    },
  ]
}
