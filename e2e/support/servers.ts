import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { planProvider } from '../../scripts/lib/demo-provider.mjs'
import { neutralEnv } from '../../scripts/lib/neutral-env.mjs'
import { probePort } from '../../scripts/lib/port.mjs'
import { demoEnv, startSimulator } from '../../scripts/lib/simulator.mjs'
import { ensureBrowser } from './browser.ts'
import { metricsToken } from './metrics.ts'

const root = resolve(import.meta.dirname, '../..')
const readyTimeoutMs = 30_000

function build(): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/bootstrap.mjs'), 'build'],
    { cwd: root, encoding: 'utf8', env: neutralEnv() },
  )
  if (status !== 0) throw new Error(`The app does not build.\n${stdout}${stderr}`)
}

async function untilHealthy(url: string, app: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs
  while (Date.now() < deadline && app.exitCode === null) {
    const answer = await fetch(`${url}/api/health`).catch(() => null)
    if (answer?.ok) return
    await sleep(50)
  }
  app.kill('SIGKILL')
  throw new Error(`The app did not become healthy.\n${readFileSync(log, 'utf8')}`)
}

/** Playwright's global setup: a simulator and the built app, both for this run alone. Returns the teardown. */
export default async function startServers(): Promise<() => Promise<void>> {
  const isUp = Boolean(process.env.E2E_BASE_URL && process.env.E2E_SIMULATOR)
  // First, since it may install the packages anew, and the browser lies among them.
  if (!isUp) build()
  ensureBrowser()
  // While one writes a journey: servers that are up already.
  if (isUp) return async () => {}
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'))
  const log = join(root, 'test-results/app.log')
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const simulator = await startSimulator()
  const authority = join(folder, 'receivers.pem')
  writeFileSync(authority, simulator.info.receiversCa)
  const port = await probePort(0, '127.0.0.1')
  const plan = await planProvider(port)
  const url = `http://localhost:${port}`
  const provider = await plan.start([url])
  const output = openSync(log, 'w')
  const flags = ['--no-env-files', '--exit-with-parent']
  const app = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...flags], {
    cwd: root,
    stdio: ['pipe', output, output],
    env: neutralEnv({
      // The simulator's receivers are on loopback; members of a team reach the account through a connection.
      ...demoEnv(simulator.info, {}),
      ...plan.env,
      DATA_DIR: folder,
      // Journeys have receivers of alerts on loopback.
      ALERT_ALLOW_PRIVATE: 'on',
      PORT: String(port),
      METRICS_TOKEN: metricsToken,
      // All tests are the same few people to IBM; the limit has tests of its own, below these pages.
      IBMCLOUD_CIS_RATE_LIMIT: '0',
      // Every test comes from an address of its own (fixtures.ts); refused sign-ins are counted by address.
      TRUSTED_PROXIES: '127.0.0.1,::1',
      // The receivers' certificates are of an authority that the simulator made itself.
      NODE_EXTRA_CA_CERTS: authority,
    }),
  })
  const ended = new Promise((done) => app.once('exit', done))
  await untilHealthy(url, app, log)
  // Workers inherit the environment; e2e/support/env.ts reads it.
  process.env.E2E_BASE_URL = url
  process.env.E2E_SIMULATOR = JSON.stringify(simulator.info)
  return async () => {
    app.kill('SIGTERM')
    await ended
    await Promise.all([simulator.stop(), provider.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}
