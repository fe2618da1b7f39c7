import { randomBytes } from 'node:crypto'
import type { SimContext } from '../context.ts'
import { DEFAULT_BUCKET, DEFAULT_BUCKET_REGION } from '../seed/buckets.ts'
import { DESTINATION_KEY_VALUES } from '../seed/identities.ts'
import { CIS } from '../seed/instances.ts'
import { cosConf, createJob, type Health } from '../seed/jobs.ts'
import type { SimJob, SimZone } from '../state.ts'
import { BadBody, type Body } from './body.ts'

const HEALTHS: readonly Health[] = ['delivering', 'late', 'failing', 'off', 'never_ran']

/**
 * A fresh zone of the big instance, so that each test has one of its own: `{name?, retention? (true, false or null),
 * jobs?: [{name?, health?, dataset?, frequency?, logpullOptions?, destinationConf?, enabled?, challenged?}]}`.
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

function addJob(ctx: SimContext, zone: SimZone, body: Body): SimJob {
  const id = ctx.state.nextJobId++
  const wanted = body.string('health') ?? 'delivering'
  const health = HEALTHS.find((it) => it === wanted)
  if (!health) throw new BadBody(`'health' must be one of ${HEALTHS.join(', ')}`)
  const own = cosConf(
    DEFAULT_BUCKET,
    `${zone.id.slice(0, 8)}/${id}`,
    DEFAULT_BUCKET_REGION,
    DESTINATION_KEY_VALUES.cosWriter,
  )
  const { raw } = body
  const frequency = body.string('frequency')
  if (frequency !== undefined && frequency !== 'high' && frequency !== 'low') {
    throw new BadBody("'frequency' must be high or low")
  }
  const seed: Partial<SimJob> & { destinationConf: string; health: Health } = {
    health,
    destinationConf: body.string('destinationConf') ?? own,
    name: raw.name === null ? null : (body.string('name') ?? `job-${id}`),
    challenged: body.boolean('challenged') ?? false,
  }
  const enabled = body.boolean('enabled')
  if (enabled !== undefined) seed.enabled = enabled
  if (frequency !== undefined) seed.frequency = frequency
  const dataset = body.string('dataset')
  if (dataset !== undefined) seed.dataset = dataset
  const options = body.string('logpullOptions')
  if (options !== undefined) seed.logpullOptions = options
  const job = createJob(zone, seed, id, ctx.now())
  ctx.state.jobs.set(id, job)
  return job
}
