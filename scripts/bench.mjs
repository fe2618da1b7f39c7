// `npm run bench`: the numbers that docs/benchmarks.md promises, measured side by side in one run, as one table.
// Takes about half an hour; an idle machine gives steadier numbers. A number that is missed is shown as such and is
// no failure of the run.
//   --only api,teams,pages,start,audit,fleet,overview    measures a part
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureApi } from './bench/api.mjs'
import { measureAudit } from './bench/audit.mjs'
import { buildEmptyApp } from './bench/empty-app.mjs'
import { measureFleet } from './bench/fleet.mjs'
import { measureOverview } from './bench/overview.mjs'
import { measurePages } from './bench/pages.mjs'
import { stopAll } from './bench/processes.mjs'
import { measureMemory, measureStart } from './bench/start.mjs'
import { table } from './bench/table.mjs'
import { measureTeams } from './bench/teams.mjs'
import { exitCodeOf } from './lib/run.mjs'

const { only } = parseArgs({
  options: { only: { type: 'string', default: 'api,teams,pages,start,audit,fleet,overview' } },
}).values
const parts = new Set(only.split(','))

/** What a machine that is busy otherwise does to the numbers is not to be seen in them. */
const machine = () =>
  `${availableParallelism()} processors, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`

async function main() {
  const began = performance.now()
  console.log(`Before: ${machine()}`)
  const rows = []
  const apps = {}
  if (parts.has('api') || parts.has('pages')) {
    const emptyFolder = await buildEmptyApp()
    if (parts.has('api')) {
      const { rows: apiRows, app } = await measureApi(emptyFolder)
      rows.push(...apiRows)
      apps['after the load'] = app.pid
    }
    if (parts.has('pages')) {
      const { rows: pageRows, app } = await measurePages(emptyFolder)
      rows.push(...pageRows)
      apps['after the pages'] = app.pid
    }
    rows.push(measureMemory(apps))
  }
  if (parts.has('teams')) rows.push(...(await measureTeams()))
  if (parts.has('start')) rows.push(await measureStart())
  if (parts.has('audit')) rows.push(...(await measureAudit()))
  if (parts.has('fleet')) rows.push(...(await measureFleet()))
  if (parts.has('overview')) rows.push(...(await measureOverview()))
  console.log(`After:  ${machine()}\n`)
  console.log(table(rows))
  const judged = rows.filter(({ isReached }) => isReached !== undefined)
  const missed = judged.filter(({ isReached }) => !isReached).length
  console.log(`\n${judged.length - missed} reached, ${missed} missed.`)
  console.log('How long `npm test` takes (to be ≤ 6 min) is in its own last lines: "Took … s".')
  console.log(`The bench took ${Math.round((performance.now() - began) / 1000)} s.`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await stopAll()
    process.exit(exitCodeOf(signal))
  })
}
try {
  await main()
} catch (error) {
  console.error(`Not everything could be measured. ${error.message}`)
  process.exitCode = 1
} finally {
  await stopAll()
}
