import type { SimContext } from '../context.ts'
import { ECHOES, echoOf } from '../echo.ts'
import { parseDestination } from '../runner/destination.ts'
import { DEFAULT_BUCKET, DEFAULT_BUCKET_REGION } from '../seed/buckets.ts'
import { DESTINATION_KEY_VALUES } from '../seed/identities.ts'
import { cosConf, createJob, HEALTHS, type JobSeed } from '../seed/jobs.ts'
import type { SimJob, SimZone } from '../state.ts'
import { BadBody, type Body, defined } from './body.ts'

const FREQUENCIES = ['high', 'low'] as const

/** Members with a meaning of their own, by the names that the control and IBM's wire have for them. */
const READ = new Set([
  'health',
  'echo',
  'name',
  'dataset',
  'frequency',
  'enabled',
  'challenged',
  'absentMembers',
  'logpullOptions',
  'logpull_options',
  'destinationConf',
  'destination_conf',
  'last_complete',
  'last_error',
  'error_message',
])

/**
 * A job of the control's zone body: `{health?, echo?, name?, dataset?, frequency?, logpullOptions?, destinationConf?, enabled?,
 * challenged?, absentMembers?}`, and any other member of IBM's job under IBM's name for it, with any value. `echo`: the host
 * of its destination refuses everything from now on, and says so much of the request back.
 */
export function addJob(ctx: SimContext, zone: SimZone, body: Body): SimJob {
  if (body.names.includes('id')) throw new BadBody("'id' is given by the simulator")
  const id = ctx.state.nextJobId++
  const echo = body.choice('echo', ECHOES)
  const options = body.names.includes('logpull_options') ? 'logpull_options' : 'logpullOptions'
  const destinationConf =
    body.string('destination_conf') ?? body.string('destinationConf') ?? ownConf(zone, id)
  const echoing = echo && { host: hostOf(destinationConf), echo }
  const { name } = body.raw
  const seed: JobSeed = {
    health: body.choice('health', HEALTHS) ?? (echo ? 'failing' : 'delivering'),
    destinationConf,
    name: name === null ? null : (body.string('name') ?? `job-${id}`),
    challenged: body.boolean('challenged') ?? false,
    ...(echo ? { errorMessage: echoOf(destinationConf, echo) } : {}),
    ...defined({
      enabled: body.boolean('enabled'),
      frequency: orNull(body, 'frequency', () => body.choice('frequency', FREQUENCIES)),
      dataset: orNull(body, 'dataset', () => body.string('dataset')),
      logpullOptions: orNull(body, options, () => body.string(options)),
      lastComplete: time(body, 'last_complete'),
      lastError: time(body, 'last_error'),
      errorMessage: orNull(body, 'error_message', () => body.string('error_message')),
      absentMembers: body.strings('absentMembers'),
    }),
    otherMembers: othersOf(body),
  }
  const job = createJob(zone, seed, id, ctx.now())
  ctx.state.jobs.set(id, job)
  if (echoing) ctx.state.refusingHosts.set(echoing.host, echoing.echo)
  return job
}

function ownConf(zone: SimZone, id: number): string {
  const path = `${zone.id.slice(0, 8)}/${id}`
  return cosConf(DEFAULT_BUCKET, path, DEFAULT_BUCKET_REGION, DESTINATION_KEY_VALUES.cosWriter)
}

function orNull<Value>(body: Body, name: string, read: () => Value): Value | null {
  return body.raw[name] === null ? null : read()
}

/** RFC 3339 as on the wire, to Unix milliseconds. */
function time(body: Body, name: string): number | null | undefined {
  const text = orNull(body, name, () => body.string(name))
  if (typeof text !== 'string') return text
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new BadBody(`'${name}' must be a time as in RFC 3339`)
  return at
}

function othersOf(body: Body): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body.raw).filter(([name]) => !READ.has(name)))
}

function hostOf(conf: string): string {
  const destination = parseDestination(conf)
  if (destination && 'host' in destination) return destination.host
  throw new BadBody("'echo' goes with a destination that is a host of its own, such as https://")
}
