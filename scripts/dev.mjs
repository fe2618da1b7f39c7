// The development server with the simulator beside it; both end together.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { giveDemoGrants } from './lib/demo-grants.mjs'
import { planProvider, wantsProvider } from './lib/demo-provider.mjs'
import { whenWeAreGone } from './lib/guard.mjs'
import { nodePath } from './lib/install.mjs'
import { exitCodeOf, root } from './lib/run.mjs'
import { listenAddress, loadSettings } from './lib/settings.mjs'
import { demoEnv, startSimulator } from './lib/simulator.mjs'
import { demoWelcome } from './lib/welcome.mjs'

let simulator
let provider
let next
let ending = false
const folder = mkdtempSync(join(tmpdir(), 'logpush-dev-'))

async function end(exitCode) {
  ending = true
  if (next?.exitCode === null && next.signalCode === null) {
    const gone = new Promise((done) => next.once('exit', done))
    next.kill('SIGTERM')
    await gone
  }
  await Promise.all([simulator?.stop(), provider?.stop()])
  rmSync(folder, { recursive: true, force: true })
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => (ending ? process.exit(exitCodeOf(signal)) : end(0)))
}

async function untilUp(url) {
  while (!(await fetch(`${url}/api/health`).catch(() => null))?.ok) await sleep(500)
}

try {
  loadSettings()
  const { host, port } = listenAddress()
  simulator = await startSimulator(process.env.SIMULATOR_PORT || '0')
  simulator.child.once('exit', () => ending || end(1))
  const url = `http://localhost:${port}`
  const plan = wantsProvider() ? await planProvider(port) : null
  provider = await plan?.start([url, `http://127.0.0.1:${port}`])
  console.log(demoWelcome(url, simulator.info, plan !== null))
  // A process of its own takes its authorities from a file alone.
  const authority = join(folder, 'receivers.pem')
  writeFileSync(authority, simulator.info.receiversCa)
  const cli = join(root, 'node_modules/next/dist/bin/next')
  next = spawn(nodePath(), [cli, 'dev', '--hostname', host, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...demoEnv(simulator.info, process.env),
      ...plan?.env,
      NODE_EXTRA_CA_CERTS: authority,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
  if (next.pid !== undefined) whenWeAreGone('kill "$1" 2>/dev/null', [String(next.pid)])
  next.once('exit', (code) => ending || end(code ?? 1))
  if (plan) {
    await untilUp(url)
    await giveDemoGrants(url, plan, process.env.DATA_DIR)
  }
} catch (error) {
  console.error(error.message)
  await end(1)
}
