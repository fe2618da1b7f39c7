// `npm test`: every check there is, each phase run even if one before it failed. `--fast` (npm run verify) leaves
// out what needs a network, a database server or a browser. The last line is "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { nodePath } from './lib/install.mjs'
import { neutralEnv } from './lib/neutral-env.mjs'
import { startPostgres } from './lib/postgres.mjs'
import { ensurePromtool } from './lib/promtool.mjs'
import { countPlaywright, countVitest, flakyOf, judge } from './lib/reports.mjs'
import { exitCodeOf, forwardSignals, interrupted, root, run, seconds } from './lib/run.mjs'

const isFast = process.argv.includes('--fast')
const reports = mkdtempSync(join(tmpdir(), 'test-reports-'))
const env = neutralEnv({ NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' })
delete env.FORCE_COLOR
let postgres
let isBuilt = false

/** Runs a program of node_modules on the pinned Node. */
function tool(path, args, timeoutMs, more = {}) {
  return run(nodePath(), [join(root, 'node_modules', path), ...args], {
    env: { ...env, ...more },
    timeoutMs,
  })
}

/** A check without tests of its own: it counts as one. */
const check = ({ ok, output }) => ({
  ...judge(ok, { passed: ok ? 1 : 0, failed: 0, skipped: 0 }),
  output,
})

function readReport(name, count) {
  try {
    return count(JSON.parse(readFileSync(join(reports, name), 'utf8')))
  } catch {
    return null
  }
}

async function types() {
  // Writes next-env.d.ts and the types of the routes, which a fresh clone does not have.
  const generated = await tool('next/dist/bin/next', ['typegen'], 120_000)
  return check(
    generated.ok ? await tool('typescript/bin/tsc', ['--noEmit', '-p', '.'], 300_000) : generated,
  )
}

async function lockFile() {
  const { ok, output } = await run('npm', ['ci', '--dry-run', '--no-audit', '--no-fund'], {
    env,
    timeoutMs: 300_000,
  })
  return check({ ok: ok && !output.includes('Missing:'), output })
}

async function database() {
  const given = process.env.TEST_DATABASE_URL
  postgres = given ? { url: given, stop: async () => {} } : await startPostgres()
  return check({ ok: true, output: '' })
}

/** What it would show is asserted without it, too, by a reader of our own. */
async function promtool() {
  const got = await ensurePromtool()
  if ('missing' in got) {
    console.log(`SKIPPED: the metrics are not checked with promtool. ${got.missing}`)
    return { passed: 0, failed: 0, skipped: 1, output: '' }
  }
  env.PATH = [got.folder, env.PATH].join(delimiter)
  return check({ ok: true, output: '' })
}

async function vitest() {
  const file = join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { ok, output } = await tool(
    'vitest/vitest.mjs',
    args,
    900_000,
    postgres && { TEST_DATABASE_URL: postgres.url },
  )
  return { ...judge(ok, readReport('vitest.json', countVitest)), output }
}

async function build() {
  const args = [join(root, 'scripts/bootstrap.mjs'), 'build']
  const result = await run(nodePath(), args, { env, timeoutMs: 900_000 })
  isBuilt = result.ok
  return check(result)
}

/** One project of the journeys, with an app and a simulator of its own. */
async function journeys(project) {
  if (!isBuilt) throw new Error('Not run, as the app does not build.')
  const name = `${project}.json`
  const args = ['test', `--project=${project}`, '--no-deps']
  const more = { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, name) }
  const { ok, output } = await tool('@playwright/test/cli.js', args, 1_800_000, more)
  for (const flaky of readReport(name, flakyOf) ?? [])
    console.log(`FLAKY: passed at the second try only. ${flaky}`)
  return { ...judge(ok, readReport(name, countPlaywright)), output }
}

const always = [
  [
    'format and lint',
    async () => check(await tool('@biomejs/biome/bin/biome', ['check', '.'], 120_000)),
  ],
  ['types', types],
]
const phases = isFast
  ? [...always, ['unit tests', vitest]]
  : [
      ...always,
      ['lock file', lockFile],
      ['PostgreSQL for the tests', database],
      ['promtool for the tests', promtool],
      ['unit, service and contract tests', vitest],
      ['build', build],
      ['browser journeys', () => journeys('journeys')],
      ['browser journeys, one by one', () => journeys('alone')],
    ]

/** Runs a phase and prints its line; what it said only if it failed. Never throws. */
async function perform([name, work]) {
  const began = performance.now()
  const crashed = (error) => ({ passed: 0, failed: 1, skipped: 0, output: `${error.message}\n` })
  const result = await work().catch(crashed)
  if (interrupted()) return { passed: 0, failed: 1 }
  const { passed, failed, skipped, output } = result
  const verdict = failed === 0 ? 'ok  ' : 'FAIL'
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  console.log(
    `${verdict}  ${name.padEnd(34)}${seconds(performance.now() - began).padStart(8)}   ${counts}`,
  )
  if (failed > 0) console.log(output)
  return result
}

forwardSignals()
const began = performance.now()
const total = { passed: 0, failed: 0 }
try {
  for (const phase of phases) {
    const { passed, failed } = await perform(phase)
    if (interrupted()) break
    total.passed += passed
    total.failed += failed
  }
} finally {
  await postgres?.stop()
  rmSync(reports, { recursive: true, force: true })
}
if (interrupted()) process.exit(exitCodeOf(interrupted()))
console.log(`Took ${seconds(performance.now() - began)}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
