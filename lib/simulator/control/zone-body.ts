import { randomBytes } from 'node:crypto'
import type { SimContext } from '../context.ts'
import { CIS } from '../seed/instances.ts'
import type { SimZone } from '../state.ts'
import type { Body } from './body.ts'
import { addJob } from './job-body.ts'

/**
 * A fresh zone of the big instance, so that each test has one of its own: `{name?, status?, paused?,
 * retention? (true, false or null), jobs?: […]}`; see `addJob`.
 */
export function createZone(ctx: SimContext, body: Body) {
  const id = randomBytes(16).toString('hex')
  const retention = body.raw.retention === null ? null : (body.boolean('retention') ?? true)
  const zone: SimZone = {
    id,
    instanceGuid: CIS.big.guid,
    name: body.string('name') ?? `zone-${id.slice(0, 8)}.example`,
    status: body.string('status') ?? 'active',
    paused: body.boolean('paused') ?? false,
    createdAt: ctx.now(),
    retention,
    traffic: { http_requests: 1, firewall_events: 1, dns_logs: 1, range_events: 1 },
  }
  ctx.state.zones.set(id, zone)
  const jobs = (body.list('jobs') ?? []).map((job) => addJob(ctx, zone, job))
  return {
    id,
    name: zone.name,
    instanceId: CIS.big.guid,
    crn: CIS.big.crn,
    jobIds: jobs.map((job) => String(job.id)),
  }
}
