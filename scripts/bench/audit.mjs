import { randomBytes } from 'node:crypto'
import { startPostgres } from '../lib/postgres.mjs'
import { root } from '../lib/run.mjs'
import { common, fillAudit, neverTogether, rare, zoneIdOf } from './audit-rows.mjs'
import { median } from './numbers.mjs'
import { onEnd, signIn, startApp, startHelper, tempFolder } from './processes.mjs'
import { residentMb } from './start.mjs'
import { ms, row } from './table.mjs'

const { listAudit } = await import('../../lib/server/db/audit-list.ts')
const { openDb } = await import('../../lib/server/db/client.ts')

const attempts = 1_000_000
const withinMs = 20
const seconds = 2
const rowsPerSecond = 20_000
const grownMb = 50

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
  'text, none': { text: 'nosuchword' },
  'words that no row has both of': { text: neverTogether.join(' ') },
  'word, action and outcome': { text: common.text, action: common.action, outcome: common.outcome },
}

const engines = {
  async sqlite() {
    const dataDir = tempFolder('bench-audit')
    return { options: { dataDir }, env: { DATA_DIR: dataDir } }
  },
  async postgres() {
    const server = await startPostgres()
    onEnd(server.stop)
    const APP_SECRET = randomBytes(32).toString('base64')
    return {
      options: { databaseUrl: server.url },
      env: { DATABASE_URL: server.url, APP_SECRET },
    }
  },
}

/** A database as the app leaves it; filled before the app starts. `firstAt`: when its first row was written, epoch ms. */
async function fill(options, upstream) {
  const opened = await openDb(options)
  try {
    const firstAt = await fillAudit(opened, attempts, upstream)
    return { firstAt, member: await measureMember(opened.db, upstream) }
  } finally {
    await opened.close()
  }
}

/** Somebody who sees every other zone, 500 of them, and what they did themselves: the database's part of a page. */
async function measureMember(db, { instanceId }) {
  const zones = Array.from({ length: 500 }, (_, at) => ({ instanceId, zoneId: zoneIdOf(2 * at) }))
  const reader = { kind: 'places', instanceIds: [], zones, actorIds: ['IBMid-rare'] }
  const filters = [{}, { text: rare.text }, { text: common.text }, { jobId: common.jobId }]
  const worst = []
  for (const filter of filters) {
    const times = []
    for (let run = 0; run < 30; run++) {
      const began = performance.now()
      await listAudit(db, { reader, ...filter, limit: 50 })
      times.push(performance.now() - began)
    }
    worst.push(median(times))
  }
  return { name: 'member of 500 zones', p50: Math.max(...worst) }
}

async function measureEngine(engine, upstream, load) {
  const { options, env } = await engines[engine]()
  const { firstAt, member } = await fill(options, upstream)
  const app = await startApp(root, { ...upstream.env, ...env })
  const cookie = await signIn(app.url, 'FAKE-KEY-of-the-audit')
  const times = [member]
  const hours = (from, to) => ({
    from: new Date(firstAt + from * 3_600_000).toISOString(),
    to: new Date(firstAt + to * 3_600_000).toISOString(),
  })
  const asked = {
    ...pages,
    'two hours of long ago': hours(1, 3),
    'a rare word, long ago': { ...hours(1, 100), text: rare.text },
  }
  for (const [name, filter] of Object.entries(asked)) {
    const url = `${app.url}/api/activity?${new URLSearchParams(filter)}`
    const result = await load.next({ url, headers: { cookie }, connections: 1, seconds })
    if (result.failed > 0) throw new Error(`${result.failed} requests for ${url} failed.`)
    times.push({ name, p50: result.p50 })
  }
  const exported = await measureExport(engine, app, cookie)
  await app.stop()
  times.sort((one, other) => other.p50 - one.p50)
  const [worst] = times
  const newest = times.find(({ name }) => name === 'newest')
  const paged = row(
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
  return [paged, exported]
}

/** The whole of it as JSON Lines, as fast as it comes. */
async function measureExport(engine, app, cookie) {
  const before = residentMb(app.pid)
  let most = before
  let rows = 0
  const watching = setInterval(() => {
    most = Math.max(most, residentMb(app.pid))
  }, 200)
  const began = performance.now()
  const answer = await fetch(`${app.url}/api/activity/export?format=jsonl`, { headers: { cookie } })
  for await (const piece of answer.body) for (const byte of piece) if (byte === 10) rows += 1
  const took = (performance.now() - began) / 1000
  clearInterval(watching)
  if (rows !== attempts) throw new Error(`The export had ${rows} rows instead of ${attempts}.`)
  const [perSecond, grown] = [Math.round(rows / took), most - before]
  return row(
    `Export of ${attempts.toLocaleString('en')} attempts, ${engine}`,
    `≥ ${rowsPerSecond.toLocaleString('en')} rows/s, ≤ ${grownMb} MB more`,
    {
      reached: perSecond >= rowsPerSecond && grown <= grownMb,
      shown: `${perSecond.toLocaleString('en')} rows/s, ${Math.round(grown)} MB more`,
      ours: `${took.toFixed(1)} s`,
      against: `${Math.round(before)} MB before`,
    },
  )
}

/** Two rows for each database: pages of 50 as the API gives them, newest and by every filter; and a file of all. */
export async function measureAudit() {
  const upstream = await startHelper('scripts/bench/upstream.mjs').next()
  const load = startHelper('scripts/bench/load.mjs')
  const rows = []
  for (const engine of Object.keys(engines))
    rows.push(...(await measureEngine(engine, upstream, load)))
  return rows
}
