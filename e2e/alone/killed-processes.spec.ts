import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { Pool } from 'pg'
import { Chance } from '../../lib/testing/test-chance.ts'
import { planProvider } from '../../scripts/lib/demo-provider.mjs'
import { probePort } from '../../scripts/lib/port.mjs'
import { startPostgres } from '../../scripts/lib/postgres.mjs'
import { demoEnv, startSimulator } from '../../scripts/lib/simulator.mjs'
import { expect, test } from '../fixtures'
import { start } from '../support/process.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { signInAtCompany } from '../support/sign-in.ts'
import { startWebhook, type Webhook } from '../support/webhook.ts'

const kills = 10
/** Each a host of its own, and so an alert of its own. A third break within the hour would be flapping. */
const places = ['alder', 'birch', 'cedar', 'elder', 'hazel', 'maple']
const breaks = 2
/** Within which another process reads on. */
const followedWithinMs = 30_000
/**
 * A reading every 30 s, the first notice waits for others, and whatever a process had taken when it died, the other one takes up
 * after 20 s, or a notice on its way after 60 s; and that may happen again.
 */
const noticedWithinMs = 300_000

type Job = { place: string; zoneId: string; jobId: string; cause: string }

/** One process of the app, which can be killed and come back. */
class Process {
  readonly relay: Relay
  readonly #env: Record<string, string>
  #running: ReturnType<typeof start>

  constructor(relay: Relay, env: Record<string, string>) {
    this.relay = relay
    this.#env = { ...env, IBMCLOUD_CIS_API_ENDPOINT: relay.url }
    this.#running = start([], this.#env)
  }

  async isUp(): Promise<void> {
    const { said } = this.#running
    await expect.poll(() => said.out + said.err, { timeout: 60_000 }).toMatch(/^Sign in with/m)
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    this.#running.child.kill('SIGKILL')
    await this.#running.ended
  }

  startAgain(): void {
    this.#running = start([], this.#env)
  }

  async stop(): Promise<void> {
    this.#running.child.kill('SIGTERM')
    await this.#running.ended
    this.relay.close()
  }
}

/** Two processes on one PostgreSQL, over a simulated cloud of their own with a job a place. */
async function startTwo() {
  const [database, simulator] = await Promise.all([startPostgres(), startSimulator()])
  const { info } = simulator
  const control = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${info.control}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.ok, await answer.clone().text()).toBe(true)
    return answer.json().catch(() => null)
  }
  // So long are rounds that a kill finds one under way.
  await control('POST', '/settings', { latencyMs: 60 })
  const jobs: Job[] = []
  for (const place of places) {
    const zone = await control('POST', '/zones', {
      name: `${place}.example`,
      jobs: [
        { name: place, health: 'delivering', destinationConf: `https://${place}.example/logs` },
      ],
    })
    const cause = `error writing object: ${place} is out of order`
    jobs.push({ place, zoneId: zone.id, jobId: zone.jobIds[0], cause })
  }
  const [port = 0, other = 0] = await Promise.all([0, 0].map((any) => probePort(any, '127.0.0.1')))
  const plan = await planProvider(port)
  const url = `http://127.0.0.1:${port}`
  const provider = await plan.start([url])
  const shared = {
    ...demoEnv(info, {}),
    ...plan.env,
    DATABASE_URL: database.url,
    APP_SECRET: randomBytes(32).toString('base64'),
    APP_URL: url,
    ALERT_ALLOW_PRIVATE: 'on',
    IBMCLOUD_CIS_RATE_LIMIT: '0',
  }
  const processes: [Process, Process] = [
    new Process(await startRelay(info.cis), { ...shared, PORT: String(port) }),
    new Process(await startRelay(info.cis), { ...shared, PORT: String(other) }),
  ]
  for (const one of processes) await one.isUp()
  const db = new Pool({ connectionString: database.url })
  return {
    url,
    jobs,
    processes,
    control,
    /** A column of what was found. */
    async read(sql: string, ...values: unknown[]): Promise<string[]> {
      const { rows } = await db.query({ text: sql, values, rowMode: 'array' })
      return rows.map((row) => row.map(String).join(' '))
    },
    async stop() {
      await Promise.all(processes.map((one) => one.stop()))
      await db.end()
      await Promise.all([provider.stop(), simulator.stop()])
      await database.stop()
    },
  }
}
type Two = Awaited<ReturnType<typeof startTwo>>

async function watchAll(browser: Browser, url: string, webhook: Webhook, secret: string) {
  const context = await browser.newContext({ baseURL: url })
  await signInAtCompany(context, 'administrator')
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(path, { headers: { Origin: url }, data })
    expect(answer.status(), await answer.text()).toBe(201)
    return answer.json()
  }
  const on = { kind: 'webhook', name: 'On-call', url: webhook.url, secret }
  const { id } = await post('/api/alert-channels', on)
  await post('/api/alert-rules', { name: 'Not delivering', when: 'failing', channelIds: [id] })
  await context.close()
}

/** What was told of a job, in order, each notice once however often it came. */
function toldOf({ notices }: Webhook, { jobId }: Job): string[] {
  const seen = new Set<string>()
  const fresh = notices.filter(({ id }) => !seen.has(id) && seen.add(id))
  return fresh.filter(({ jobs }) => jobs.some(({ id }) => id === jobId)).map(({ event }) => event)
}

const eventsOf = (two: Two, { jobId }: Job) =>
  two.read('select kind from fleet_events where job_id = $1 order by at', jobId)

/** Its place goes out of order and comes back, as often as `breaks`; each time once that was noticed and told. */
async function breakAndMend(two: Two, webhook: Webhook, job: Job, chance: Chance) {
  const events: string[] = []
  const told: string[] = []
  const isNoticed = async (event: string, notice: string) => {
    events.push(event)
    told.push(notice)
    const timeout = noticedWithinMs
    await expect.poll(() => eventsOf(two, job), { message: job.place, timeout }).toEqual(events)
    await expect.poll(() => toldOf(webhook, job), { message: job.place, timeout }).toEqual(told)
  }
  for (let nth = 0; nth < breaks; nth++) {
    await sleep(chance.below(20_000))
    const fault = await two.control('POST', '/faults', {
      match: { service: 'destination', path: `${job.place}.example/` },
      effect: { kind: 'destination-down', message: job.cause },
    })
    await isNoticed('failing', 'down')
    await two.control('DELETE', `/faults?id=${fault.id}`)
    await isNoticed('recovered', 'recovered')
  }
}

/** Whichever of the two reads dies in the middle of a round, at random, and the other one reads on. */
async function killReaders(two: Two, chance: Chance) {
  // A zone that somebody looks at is due at once, so that there is something to read whenever one dies.
  const makeDue = () => two.read('update fleet_zones set due_at = 0 where zone_id = any($1)', zones)
  const zones = two.jobs.map(({ zoneId }) => zoneId)
  for (let kill = 0; kill < kills; kill++) {
    await sleep(chance.below(5_000))
    const before = two.processes.map(({ relay }) => relay.asked())
    let at = -1
    const findReader = async () => {
      await makeDue()
      at = two.processes.findIndex(({ relay }, index) => relay.asked() > (before[index] ?? 0))
      return at
    }
    const message = `kill ${kill} of ${chance}`
    await expect
      .poll(findReader, { message, intervals: [100], timeout: 60_000 })
      .toBeGreaterThanOrEqual(0)
    const [victim, other] = at === 0 ? two.processes : two.processes.toReversed()
    if (!victim || !other) throw new Error('There are two.')
    await sleep(chance.below(150))
    const asked = other.relay.asked()
    await victim.kill()
    await makeDue()
    await expect
      .poll(() => other.relay.asked(), { message, intervals: [100], timeout: followedWithinMs })
      .toBeGreaterThan(asked)
    victim.startAgain()
    await victim.isUp()
  }
}

/** What came before the first break may have come to nothing: a job can fail in the moment of its first reading. */
const sinceBroken = (states: readonly string[]) =>
  states[0] === 'delivering' ? states.slice(1) : [...states]

test('of two processes the one that reads is killed, ten times at random, and the other reads on: nothing is lost, nothing told twice', async ({
  browser,
}) => {
  test.setTimeout(15 * 60_000)
  const chance = new Chance()
  const secret = 'FAKE-secret-of-two-processes'
  const [two, webhook] = await Promise.all([startTwo(), startWebhook(secret)])
  try {
    const ids = two.jobs.map(({ jobId }) => jobId)
    const states = () =>
      two.read('select distinct state from fleet_jobs where job_id = any($1)', ids)
    await expect.poll(states, { timeout: 60_000 }).toEqual(['delivering'])
    await watchAll(browser, two.url, webhook, secret)

    await Promise.all([
      killReaders(two, chance),
      ...two.jobs.map((job) => breakAndMend(two, webhook, job, chance)),
    ])

    const left = () => two.read("select id from alert_deliveries where status <> 'sent'")
    await expect.poll(left, { message: `${chance}`, timeout: 90_000 }).toEqual([])
    // What one process writes and tells that nothing happens to.
    const times = <Item>(...items: Item[]) => Array.from({ length: breaks }, () => items).flat()
    for (const job of two.jobs) {
      const of = async (sql: string) => two.read(sql, job.jobId)
      expect(
        {
          events: await eventsOf(two, job),
          spans: sinceBroken(
            await of('select state from fleet_spans where job_id = $1 order by from_at'),
          ),
          gaps: await of('select cause from fleet_gaps where job_id = $1 order by from_at'),
          told: toldOf(webhook, job),
        },
        `${job.place} of ${chance}`,
      ).toEqual({
        events: times('failing', 'recovered'),
        spans: times('failing', 'delivering'),
        gaps: times(job.cause),
        told: times('down', 'recovered'),
      })
    }
    const overlapping = await two.read(
      `select one.job_id from fleet_gaps one join fleet_gaps other using (owner, zone_id, job_id)
       where one.from_at < other.from_at and one.to_at > other.from_at`,
    )
    expect(overlapping, `${chance}`).toEqual([])
    // Nobody hears of one more often than twice, and twice only of what was on its way when its process died.
    const counts = Map.groupBy(webhook.notices, ({ id }) => id)
    const sent = [...counts.values()].map(({ length }) => length)
    expect(Math.max(...sent), `${chance}`).toBeLessThanOrEqual(2)
    expect(webhook.notices.length - counts.size, `${chance}`).toBeLessThanOrEqual(kills)
    expect(webhook.forged).toEqual([])
  } catch (error) {
    const sql = 'select event, status, attempts, last_error, notice_json from alert_deliveries'
    const deliveries = await two.read(`${sql} order by created_at`)
    throw new Error(`With ${chance}, and of notices:\n${deliveries.join('\n')}`, { cause: error })
  } finally {
    webhook.close()
    await two.stop()
  }
})
