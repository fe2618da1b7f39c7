import { type Answer, effectOf } from '../call.ts'
import type { SimContext, SimRunner } from '../context.ts'
import type { Echo } from '../echo.ts'
import { whyDown } from '../faults/faults.ts'
import type { SimJob, SimZone } from '../state.ts'
import { checkChange, checkRemoval } from './change-rules.ts'
import { fail, malformed, ok, Refused } from './envelope.ts'
import { type JobBody, readJobBody } from './job-body.ts'
import { toWireJob } from './job-wire.ts'
import { readJsonObject } from './json-body.ts'
import { mayPushTo } from './ownership.ts'
import { requireLogpush } from './plan.ts'
import type { Route, ZoneRequest } from './route.ts'

/** Source: engine's logpush index; IBM's documents no longer name a number. */
const MAX_JOBS_PER_ZONE = 4

const LIST = '/v2/:crn/zones/:zone/logpush/jobs'
const ONE = `${LIST}/:job`

export function createJobRoutes(ctx: SimContext, runner: SimRunner): Route[] {
  return [
    { method: 'GET', path: LIST, action: 'read', scope: 'zone', handler: list },
    { method: 'POST', path: LIST, action: 'manage', scope: 'zone', handler: create },
    { method: 'GET', path: ONE, action: 'read', scope: 'zone', handler: withJob(get) },
    { method: 'PUT', path: ONE, action: 'update', scope: 'zone', handler: withJob(update) },
    { method: 'DELETE', path: ONE, action: 'manage', scope: 'zone', handler: withJob(remove) },
  ]

  function list({ zone: { id }, instance }: ZoneRequest) {
    requireLogpush(ctx, instance)
    const jobs = jobsOf(id)
    return ok(jobs.length > 0 ? jobs.map(toWireJob) : null)
  }

  function get(job: SimJob) {
    return ok(toWireJob(job))
  }

  async function create({ call, zone, instance }: ZoneRequest) {
    const body = readJobBody(await readJsonObject(call), null, ctx)
    requireLogpush(ctx, instance, 'creating')
    if (!body.destination) throw malformed('A destination is required')
    if (zone.retention !== true)
      throw new Refused(400, 1004, 'log retention is not enabled for this zone')
    checkSlots(zone)
    const { state } = ctx
    const { silent, challenged } = await accept(
      body,
      zone,
      null,
      effectOf(call, 'destination-down'),
    )
    // Another one may have been made while the destination took its time.
    checkSlots(zone)
    const job: SimJob = {
      id: state.nextJobId++,
      zoneId: zone.id,
      name: body.name ?? null,
      enabled: body.enabled ?? false,
      dataset: body.dataset ?? null,
      frequency: body.frequency ?? 'high',
      logpullOptions: body.logpullOptions ?? null,
      destinationConf: body.destination.conf,
      createdAt: ctx.now(),
      lastComplete: null,
      lastError: null,
      errorMessage: null,
      failingSince: null,
      silent: silent || effectOf(call, 'silent') !== undefined,
      challenged,
      logNames: body.logNames,
    }
    state.jobs.set(job.id, job)
    // 201 by IBM's own integration test; its stubs answer 200.
    return ok(toWireJob(job), 201)
  }

  async function update(job: SimJob, { call, zone, instance }: ZoneRequest) {
    const { dataset, destinationConf: conf, logpullOptions: options } = job
    const body = readJobBody(await readJsonObject(call), { dataset, conf, options }, ctx)
    requireLogpush(ctx, instance, 'updating')
    checkChange(ctx, job, body.destination?.conf ?? null, call)
    const { state } = ctx
    const verdict = await accept(body, zone, job, effectOf(call, 'destination-down'))
    // The destination may have taken its time.
    if (state.jobs.get(job.id) !== job) return fail(404, 1001, 'job not found')
    if (body.destination) {
      job.destinationConf = body.destination.conf
      job.silent = verdict.silent
      job.challenged = verdict.challenged
    }
    if (body.logNames) job.logNames = body.logNames
    if (body.name !== undefined) job.name = body.name
    if (body.frequency !== undefined) job.frequency = body.frequency
    if (body.logpullOptions !== undefined) job.logpullOptions = body.logpullOptions
    if (body.enabled !== undefined) switchJob(job, body.enabled)
    return ok(toWireJob(job))
  }

  function remove(job: SimJob, { call }: ZoneRequest) {
    checkRemoval(call)
    ctx.state.jobs.delete(job.id)
    return ok({})
  }

  function jobsOf(zoneId: string): SimJob[] {
    const found: SimJob[] = []
    for (const job of ctx.state.jobs.values()) if (job.zoneId === zoneId) found.push(job)
    return found
  }

  function checkSlots(zone: SimZone): void {
    if (jobsOf(zone.id).length < MAX_JOBS_PER_ZONE) return
    throw new Refused(400, 1004, 'creating a new job is not allowed: exceeded max jobs allowed')
  }

  function withJob(handler: (job: SimJob, request: ZoneRequest) => Promise<Answer> | Answer) {
    return (request: ZoneRequest) => {
      const { job: id = '' } = request.path
      if (!/^[1-9][0-9]{0,17}$/.test(id)) return fail(400, 1001, 'invalid job id')
      requireLogpush(ctx, request.instance)
      const job = ctx.state.jobs.get(Number(id))
      if (job?.zoneId !== request.zone.id) return fail(404, 1001, 'job not found')
      return handler(job, request)
    }
  }

  /**
   * The engine's look at the destination, at every POST and every PUT, a mere `{"enabled":…}` included
   * (cloudflare/terraform-provider-cloudflare PR #7044).
   */
  async function accept(
    body: JobBody,
    zone: SimZone,
    current: SimJob | null,
    down: { message?: string; echo?: Echo } | undefined,
  ): Promise<{ silent: boolean; challenged: boolean }> {
    const conf = body.destination?.conf ?? current?.destinationConf ?? ''
    const needsChallenge = body.destination?.needsChallenge === true
    // A destination that is given at all needs a token, even an unchanged one (stricter than proven).
    if (needsChallenge && !mayPushTo(ctx, zone, conf, body.challenge)) {
      throw new Refused(400, 1002, 'incorrect ownership challenge')
    }
    const challenged = body.destination ? needsChallenge : (current?.challenged ?? false)
    if (down) throw new Refused(400, 1002, whyDown(down, conf))
    const verdict = await runner.validateDestination(conf, { zoneId: zone.id, challenged })
    if (!verdict.ok) throw new Refused(400, 1002, verdict.message)
    return { silent: verdict.silent ?? false, challenged }
  }
}

/** A job that was just switched on counts as never run. Source: engine's description of `last_complete`. */
function switchJob(job: SimJob, enabled: boolean): void {
  if (enabled && !job.enabled) {
    job.lastComplete = null
    job.lastError = null
    job.errorMessage = null
    job.failingSince = null
  }
  job.enabled = enabled
}
