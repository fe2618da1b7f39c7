import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { startPostgres } from '../lib/postgres.mjs'
import { root } from '../lib/run.mjs'
import { common, fillAudit, rare } from './audit-rows.mjs'
import { onEnd, signIn, startApp, startHelper, tempFolder } from './processes.mjs'
import { ms, row } from './table.mjs'

const attempts = 1_000_000
const withinMs = 20
const seconds = 2

/** Each filter by something common and by the rare thing that only the oldest rows have; and what fits nothing. */
const pages = {
  newest: {},
  ...Object.fromEntries(Object.entries(common).map(([name, value]) => [name, { [name]: value }])),
  ...Object.fromEntries(
    Object.entries(rare).map(([name, value]) => [`rare ${name}`, { [name]: value }]),
  ),
  'actor, everyone': { actor: 'person' },
  'actor, nobody': { actor: 'nobody' },
  'outcome, none': { outcome: 'pending' },
  'zone and outcome': { zoneId: common.zoneId, outcome: common.outcome },
  'action and rare actor': { action: common.action, actor: rare.actor },
  'action and outcome, none': { action: 'job.pause', outcome: 'failed' },
}

/** Databases with the tables that the app has made, and the way to fill them beside the running app. */
const engines = {
  async sqlite() {
    const data = tempFolder('bench-audit')
    return {
      env: { DATA_DIR: data },
      async fill(statements) {
        const database = new DatabaseSync(join(data, 'logpush.db'))
        database.exec('pragma synchronous = off')
        for (const statement of statements) database.exec(statement)
        database.close()
      },
    }
  },
  async postgres() {
    const server = await startPostgres()
    onEnd(server.stop)
    return {
      env: { DATABASE_URL: server.url, APP_SECRET: randomBytes(32).toString('base64') },
      async fill(statements) {
        const client = new Client({ connectionString: server.url })
        await client.connect()
        // As the server itself does a while after so many rows.
        for (const statement of [...statements, 'analyze']) await client.query(statement)
        await client.end()
      },
    }
  },
}

async function measureEngine(engine, upstream, load) {
  const { env, fill } = await engines[engine]()
  const app = await startApp(root, { ...upstream.env, ...env })
  const cookie = await signIn(app.url, 'FAKE-KEY-of-the-audit')
  await fill(fillAudit(engine, attempts, upstream))
  const times = []
  for (const [name, filter] of Object.entries(pages)) {
    const url = `${app.url}/api/activity?${new URLSearchParams(filter)}`
    const result = await load.next({ url, headers: { cookie }, connections: 1, seconds })
    if (result.failed > 0) throw new Error(`${result.failed} requests for ${url} failed.`)
    times.push({ name, p50: result.p50 })
  }
  await app.stop()
  times.sort((one, other) => other.p50 - one.p50)
  const [worst] = times
  const newest = times.find(({ name }) => name === 'newest')
  return row(
    `Activity of ${attempts.toLocaleString('en')} attempts, ${engine}, 1 connection`,
    `≤ ${withinMs} ms`,
    {
      reached: worst.p50 <= withinMs,
      shown: `worst p50 ${ms(worst.p50)}`,
      ours: `newest ${ms(newest.p50)}; ${times
        .slice(0, 3)
        .map(({ name, p50 }) => `${name} ${ms(p50)}`)
        .join(', ')}`,
      against: `${times.length} filters`,
    },
  )
}

/** A row for each database: pages of 50 as the API gives them, newest and by every filter. */
export async function measureAudit() {
  const upstream = await startHelper('scripts/bench/upstream.mjs').next()
  const load = startHelper('scripts/bench/load.mjs')
  const rows = []
  for (const engine of Object.keys(engines)) rows.push(await measureEngine(engine, upstream, load))
  return rows
}
