// Hours of the collector in minutes: the app's own code, database and requests, by a clock that runs ahead between its
// rounds. Prints one JSON line. On PostgreSQL with DATABASE_URL, which is to name an empty database.
//   --zones 5000  --hours 6  --troubled 20   of them so many fail, recover and fail again
//   --limit 1200  --step 2                   requests in five minutes, of which half are the collector's; seconds between rounds
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { quantile } from '../numbers.mjs'
import { letTimePass, openCollector } from './app.mjs'
import { datasets, startCloud } from './cloud.mjs'

const { values } = parseArgs({
  options: {
    zones: { type: 'string', default: '5000' },
    hours: { type: 'string', default: '6' },
    troubled: { type: 'string', default: '20' },
    limit: { type: 'string', default: '1200' },
    step: { type: 'string', default: '2' },
  },
})
const zones = Number(values.zones)
const troubled = Number(values.troubled)
const hours = Number(values.hours)
const windowMs = 300_000
const stepMs = Number(values.step) * 1_000
/** How long a zone in trouble stays as it is. */
const stretchMs = 20 * 60_000
const identityLimit = Number(values.limit)

const began = Date.now()
/** The first ones fail by turns; of the others one in 250 breaks once, at an odd time, and stays so for an hour. */
function failedAt(number) {
  const now = Date.now()
  if (number < troubled) {
    const offset = (number * 7_919_000) % stretchMs
    const stretch = Math.floor((now - began + offset) / stretchMs)
    return stretch % 2 === 0 ? began + stretch * stretchMs - offset : null
  }
  if (number % 250 !== 249) return null
  const at = began + 3 * 3_600_000 + ((number * 104_729) % 3_600) * 1_000
  return now >= at && now < at + 3_600_000 ? at : null
}

const sentAt = []
const lastRead = new Map()
const pauses = []
const noticed = { recovered: [], broken: [] }
const shownOf = new Map()
const cloud = await startCloud({
  zones,
  failedAt,
  asked(number) {
    const now = Date.now()
    sentAt.push(now)
    if (number === null) return
    const before = lastRead.get(number)
    lastRead.set(number, now)
    const state = failedAt(number)
    const shown = shownOf.get(number)
    shownOf.set(number, state)
    // What was so at the first look, nobody could have noticed before.
    if (before === undefined) return
    if (number >= troubled && number % 250 !== 249) pauses.push(now - before)
    if (shown === state) return
    // The moment it changed: it began to fail, or a stretch ended.
    const changedAt = state ?? changeOf(number, shown)
    noticed[state === null ? 'recovered' : 'broken'].push(now - changedAt)
  },
})
function changeOf(number, since) {
  return since + (number < troubled ? stretchMs : 3_600_000)
}

const folder = mkdtempSync(join(tmpdir(), 'bench-fleet-'))
async function databaseBytes(db) {
  if (process.env.DATABASE_URL) {
    await sql`vacuum`.execute(db)
    const { rows } = await sql`select pg_database_size(current_database()) as bytes`.execute(db)
    return Number(rows[0].bytes)
  }
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
  return statSync(join(folder, 'logpush.db')).size
}

/** The most that any five minutes have of these times. */
function mostInWindow(times) {
  let most = 0
  let from = 0
  for (let to = 0; to < times.length; to++) {
    while (times[to] - times[from] >= windowMs) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}

const summary = (list) => {
  const sorted = list.toSorted((a, b) => a - b)
  const seconds = (share) => Math.round((quantile(sorted, share) ?? 0) / 1_000)
  return { count: sorted.length, p50: seconds(0.5), p99: seconds(0.99), worst: seconds(1) }
}

/** A reading is good for two cycles and half a minute. */
const plannedMs = ({ goodForMs }) => (goodForMs - 30_000) / 2

try {
  const app = await openCollector(cloud.env, { limit: identityLimit, folder })
  // By this clock nothing is late, so a disk that is waited for at each commit shows nothing, and is most of the time.
  if (!process.env.DATABASE_URL) await sql`pragma synchronous = off`.execute(app.db)
  const endAt = began + hours * 3_600_000
  let allReadAt = null
  let atDay = null
  let roundsMs = 0
  for (let now = Date.now(); now < endAt; now = Date.now()) {
    const started = performance.now()
    await app.collectDue()
    const took = performance.now() - started
    roundsMs += took
    letTimePass(Math.max(0, stepMs - took))
    if (allReadAt === null && lastRead.size === zones) allReadAt = Date.now()
    if (atDay === null && Date.now() >= endAt - 24 * 3_600_000 && allReadAt !== null) {
      atDay = { at: Date.now(), bytes: await databaseBytes(app.db) }
    }
  }
  const bytes = await databaseBytes(app.db)
  const pictureBefore = process.memoryUsage().heapUsed
  const picture = await app.readPicture()
  const result = {
    zones,
    hours,
    share: identityLimit / 2,
    requests: sentAt.length,
    mostInWindow: mostInWindow(sentAt),
    firstSweepMinutes: allReadAt === null ? null : Math.round((allReadAt - began) / 60_000),
    pause: summary(pauses),
    // Of zones that were failing, and of calm ones.
    recovered: summary(noticed.recovered),
    broken: summary(noticed.broken),
    bytes,
    growthPerJobAndDay:
      atDay &&
      (bytes - atDay.bytes) / (zones * datasets.length) / ((Date.now() - atDay.at) / 86_400_000),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
    pictureMb: Math.round((process.memoryUsage().heapUsed - pictureBefore) / 1e6),
    pictureZones: picture.zones.size,
    cycleSeconds: Math.round(Math.max(...[...picture.zones.values()].map(plannedMs)) / 1_000),
    tookSeconds: Math.round(roundsMs / 1_000),
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  await app.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
