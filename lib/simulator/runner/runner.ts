import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { SimContext, SimRunner } from '../context.ts'
import { storeObject } from '../cos/objects.ts'
import { storeLines } from '../ingress/lines.ts'
import type { SimBucket, SimJob, SimZone } from '../state.ts'
import { type Batch, makeBatch } from './batch.ts'
import { parseDestination } from './destination.ts'
import { challengeKey, objectKey } from './object-key.ts'
import { push, TEST_CONTENT } from './push.ts'
import { type Reached, reach } from './reach.ts'

/** IBM gives 30 s for `high`; that `low` means 300 s is the engine's upper limit for an interval. */
const INTERVAL_MS = { high: 30_000, low: 300_000 }

/** A job that fails for this long is switched off. Source: cloudflare/cloudflare-docs PR #32514. */
const SWITCHED_OFF_AFTER_MS = 24 * 3_600_000

/** After a pause at most this much is caught up on; the rest is lost. Source: the same. */
const CATCH_UP_MS = 120_000

/** Delivered files that a bucket keeps: a simulator left running must not grow for ever. */
const MOST_FILES = 2000

/** Between as many deliveries requests get their turn: the same process answers them. */
const JOBS_AT_A_TIME = 16

/** What the destination said, or that there is none; not what the engine itself finds wrong with its text. */
const OF_DESTINATION = /^(error writing|\d{3} )/

export type RunnerOptions = {
  /** How many times faster than IBM's the windows come; 1 when absent. */
  speed?: number
}

/**
 * The engine behind the jobs: looks at destinations, writes challenge files, and delivers made-up logs for every enabled job
 * whose window is over. Buckets, Cloud Logs and receivers are this simulator's own, other destinations only count as reached.
 * `tick` does what is due by the simulator's clock and nothing else, so tests can advance it; `start` calls it by a timer.
 */
export function createRunner(ctx: SimContext, options: RunnerOptions = {}): SimRunner {
  const speed = options.speed ?? 1
  /** Whose push is under way. */
  const busy = new WeakSet<SimJob>()
  /** When a job was last seen switched off: its windows begin after that, nothing from before is made good. */
  const offAt = new WeakMap<SimJob, number>()
  let timer: NodeJS.Timeout | null = null

  /** A push to a receiver takes as long as that does; all else is done at once. */
  function run(job: SimJob): Promise<void> | undefined {
    const zone = ctx.state.zones.get(job.zoneId)
    const now = ctx.now()
    if (!job.enabled) offAt.set(job, now)
    if (!zone || !job.enabled || job.silent || busy.has(job)) return
    const intervalMs = INTERVAL_MS[job.frequency ?? 'high'] / speed
    const since = Math.max(job.createdAt, offAt.get(job) ?? 0)
    if (now - Math.max(since, job.lastComplete ?? 0, job.lastError ?? 0) < intervalMs) return

    const earliest = now - Math.max(intervalMs, CATCH_UP_MS)
    const startMs = Math.max(since, job.lastComplete ?? 0, earliest)
    const batch = makeBatch(ctx.state, zone, job, { startMs, endMs: now })
    if (batch.lines.length === 0) return
    const reached = reach(ctx, job.destinationConf, {
      challenged: job.challenged ?? true,
    })
    if (reached.to === 'nowhere') return
    if (reached.to === 'receiver') return pushBatch(job, batch, reached)
    if (reached.to === 'refused') fail(job, reached.why, now)
    else {
      deliver(job, zone, batch, reached)
      succeed(job, now)
    }
  }

  async function pushBatch(
    job: SimJob,
    batch: Batch,
    { port, web }: Extract<Reached, { to: 'receiver' }>,
  ): Promise<void> {
    const { destinationConf } = job
    busy.add(job)
    const pushed = await push(ctx, port, web, `${batch.lines.join('\n')}\n`)
    busy.delete(job)
    // What came of a push to another place than the job's says nothing about the job.
    if (job.destinationConf !== destinationConf || !job.enabled) return
    if (pushed.ok) succeed(job, batch.endMs)
    else fail(job, pushed.why, ctx.now())
  }

  function succeed(job: SimJob, now: number): void {
    Object.assign(job, {
      lastComplete: now,
      lastError: null,
      errorMessage: null,
      failingSince: null,
    })
  }

  function fail(job: SimJob, why: string, now: number): void {
    job.lastError = now
    job.errorMessage = why
    job.failingSince ??= now
    if (now - job.failingSince < SWITCHED_OFF_AFTER_MS) return
    job.enabled = false
    // Switched on again it has another day.
    job.failingSince = null
  }

  function deliver(job: SimJob, zone: SimZone, batch: Batch, reached: Reached): void {
    if (reached.to === 'bucket') {
      const key = objectKey(reached.path, batch.startMs, batch.endMs, batch.tail)
      const body = gzipSync(`${batch.lines.join('\n')}\n`)
      storeObject(reached.bucket, key, body, 'application/gzip', batch.endMs)
      dropOldest(reached.bucket)
    }
    if (reached.to === 'cloudLogs') {
      // Default names: IBM Cloud Logs, "Metadata fields". The engine gives no severity.
      const names = {
        applicationName: job.logNames?.applicationName || 'ibm-platform-log',
        subsystemName: job.logNames?.subsystemName || `internet-svcs:${zone.instanceGuid}`,
      }
      const lines = batch.lines.map((line) => ({ ...names, text: JSON.parse(line) }))
      storeLines(ctx.state, reached.instance.guid, lines, batch.endMs)
    }
  }

  /** Begins what is due; resolves with the pushes that are under way. */
  async function runAll(): Promise<Promise<void>[]> {
    const pushes: Promise<void>[] = []
    for (const [index, job] of [...ctx.state.jobs.values()].entries()) {
      if (index % JOBS_AT_A_TIME === JOBS_AT_A_TIME - 1) await setImmediate()
      // It may have been deleted, or the whole account reset, meanwhile.
      const push = ctx.state.jobs.get(job.id) === job ? run(job) : undefined
      if (push) pushes.push(push)
    }
    return pushes
  }

  const runner: SimRunner = {
    async tick() {
      await Promise.all(await runAll())
    },

    start() {
      const everyMs = Math.min(Math.max(INTERVAL_MS.high / speed / 4, 100), 5000)
      let ticking = false
      timer ??= setInterval(async () => {
        if (ticking) return
        ticking = true
        // A receiver that hangs must not keep the other jobs waiting.
        await runAll()
        ticking = false
      }, everyMs).unref()
    },

    stop() {
      if (timer) clearInterval(timer)
      timer = null
    },

    async validateDestination(conf, { challenged }) {
      const reached = reach(ctx, conf, { challenged })
      if (reached.to === 'nowhere') return { ok: true, silent: true }
      if (reached.to === 'refused') return { ok: false, message: refusalOf(reached.why) }
      if (reached.to !== 'receiver') return { ok: true }
      const pushed = await push(ctx, reached.port, reached.web, TEST_CONTENT)
      return pushed.ok ? { ok: true } : { ok: false, message: refusalOf(pushed.why) }
    },

    async writeChallenge(conf, token) {
      const kind = parseDestination(conf)?.kind
      if (kind !== 'cos' && kind !== 'elsewhere' && !conf.startsWith('sumo://')) {
        return { ok: false, message: 'this destination needs no ownership challenge' }
      }
      // As the user `cislogp`, whatever key the text may hold.
      const withoutKey = conf.replace(/([?&])ibm_api_key=[^&]*&?/, '$1')
      const reached = reach(ctx, withoutKey, { challenged: true })
      if (reached.to === 'refused') return { ok: false, message: reached.why }
      if (reached.to === 'elsewhere' || reached.to === 'receiver') {
        const [, path = ''] = /^[a-z0-9]+:\/\/[^/?#]*\/?([^?#]*)/.exec(conf) ?? []
        const filename = challengeKey(path.replace(/\/$/, ''), ctx.now())
        const file = { at: ctx.now(), destinationConf: conf, filename, text: token }
        ctx.state.filesElsewhere.push(file)
        return { ok: true, filename }
      }
      if (reached.to !== 'bucket') return { ok: false, message: 'invalid destination_conf' }
      const filename = challengeKey(reached.path, ctx.now())
      const body = new TextEncoder().encode(token)
      storeObject(reached.bucket, filename, body, 'text/plain', ctx.now())
      return { ok: true, filename }
    },
  }
  return runner
}

function refusalOf(why: string): string {
  return OF_DESTINATION.test(why) ? `error validating destination: ${why}` : why
}

/** Map order is age: the first delivered file is the oldest. Files of anyone else stay. */
function dropOldest(bucket: SimBucket): void {
  if (bucket.objects.size <= MOST_FILES) return
  for (const key of bucket.objects.keys()) {
    if (!key.endsWith('.log.gz')) continue
    bucket.objects.delete(key)
    return
  }
}
