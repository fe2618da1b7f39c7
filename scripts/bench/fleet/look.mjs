// How long looks of alerts keep everything else waiting when everything breaks at once. Prints a line of JSON a look.
//   node scripts/bench/fleet/look.mjs --zones 5000 --jobs 4 --place one|each
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import '../../lib/app-modules.mjs'

const { values } = parseArgs({
  options: {
    zones: { type: 'string', default: '5000' },
    jobs: { type: 'string', default: '4' },
    place: { type: 'string', default: 'one' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'look-'))
const admin = 'admin@example.com'
Object.assign(process.env, {
  NODE_ENV: 'production',
  DATA_DIR: folder,
  APP_SECRET: randomBytes(32).toString('base64'),
  ADMIN_EMAILS: admin,
})
const load = (path) => import(new URL(`../../../lib/${path}.ts`, import.meta.url).href)
const { getDb, closeDb } = await load('server/db/client')
const { plantPicture } = await load('testing/picture')
const { insertRule } = await load('server/db/alert-rules')
const { insertChannel } = await load('server/db/alert-channels')
const { lookAtAll } = await load('server/services/alerts/evaluate')
const { readPicture } = await load('server/services/overview/picture')
const { raiseFleetSeq } = await load('server/db/fleet-heads')

const db = await getDb()
const world = { db: getDb }
await plantPicture(world, {
  zones: Number(values.zones),
  jobs: Number(values.jobs),
  place: values.place === 'each' ? (nth) => `bucket-${nth}/x` : () => 'logs/x',
})
const author = {
  kind: 'ibm',
  id: 'IBMid-FAKE',
  name: 'Bench',
  email: admin,
  account: { id: 'a', name: 'a' },
}
const channel = crypto.randomUUID()
const common = { author, createdAt: Date.now() }
await insertChannel(db, {
  id: channel,
  name: 'c',
  kind: 'webhook',
  shown: '',
  sealedPlace: '',
  hasSecret: false,
  quietHours: null,
  ...common,
})
await insertRule(db, {
  id: crypto.randomUUID(),
  name: 'r',
  when: 'failing',
  afterMinutes: 0,
  scope: { kind: 'all' },
  channelIds: [channel],
  enabled: true,
  ...common,
})

async function set(columns) {
  const nowMs = Date.now()
  const seq = await raiseFleetSeq(db, 'team')
  await db.updateTable('fleet_zones').set({ seq, read_at: nowMs }).execute()
  await db
    .updateTable('fleet_jobs')
    .set({ read_at: nowMs, ...columns(nowMs) })
    .execute()
}

let aheadMs = 0
async function look(what, laterMs) {
  aheadMs += laterMs
  // Readings come a zone at a time: taking them all in at once is no part of a look.
  await readPicture(db, 'team')
  await sleep(200)
  let blockedMs = 0
  let last = performance.now()
  const ticks = setInterval(() => {
    const now = performance.now()
    blockedMs = Math.max(blockedMs, now - last)
    last = now
  }, 1)
  const began = performance.now()
  await lookAtAll(db, Date.now() + aheadMs)
  const tookMs = Math.round(performance.now() - began)
  await sleep(50)
  clearInterval(ticks)
  console.log(JSON.stringify({ what, tookMs, blockedMs: Math.round(blockedMs) }))
}

try {
  await look('all deliver, picture cold', 0)
  await look('all deliver', 2_000)
  await set((now) => ({ has_error: 1, error_text: 'AccessDenied', error_at: now }))
  await look('all broke', 2_000)
  await look('all broken still', 2_000)
  await look('told', 10_000)
  await look('told before', 2_000)
  await set((now) => ({
    has_error: 0,
    error_text: null,
    error_at: null,
    complete_at: now + 60_000,
  }))
  await look('all recovered', 2_000)
  await look('all well again', 2_000)
} finally {
  await closeDb()
  rmSync(folder, { recursive: true, force: true })
}
