// One sweep of all zones, on the real clock: the collector's, with everything it writes, and a plain walk from one zone to
// the next. Prints one JSON line {oursMs, requests, floorMs, plainMs}.
//   --zones 300  --latency 100
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCollector } from './app.mjs'
import { startCloud } from './cloud.mjs'

const { values } = parseArgs({
  options: {
    zones: { type: 'string', default: '300' },
    latency: { type: 'string', default: '100' },
    plain: { type: 'boolean', default: false },
  },
})
const zones = Number(values.zones)
const latencyMs = Number(values.latency)
const rounds = 5

const folder = mkdtempSync(join(tmpdir(), 'bench-fleet-'))
const times = []
let listed = new Set()
const cloud = await startCloud({
  zones,
  latencyMs,
  asked: (number) => number !== null && listed.add(number),
})
try {
  const app = await openCollector(cloud.env, { limit: 0, folder })
  // The lists, and once all that is compiled on the way.
  await app.collectDue()
  for (let round = 0; round < rounds; round++) {
    // Retention is a request of its own, on a clock of its own.
    const change = { due_at: 0, retention_read_at: Date.now() }
    await app.db.updateTable('fleet_zones').set(change).execute()
    listed = new Set()
    const began = performance.now()
    await app.collectDue()
    times.push(performance.now() - began)
    if (listed.size !== zones) throw new Error(`${listed.size} zones were read.`)
  }
  const began = performance.now()
  if (values.plain) {
    for (let number = 0; number < zones; number++) {
      await (await fetch(cloud.jobsUrl(number))).json()
    }
  }
  const plainMs = performance.now() - began
  process.stdout.write(`${JSON.stringify({ times, plainMs })}\n`)
  await app.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
