// The development server with the simulator beside it; both end together.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whenWeAreGone } from './lib/guard.mjs'
import { nodePath } from './lib/install.mjs'
import { exitCodeOf, root } from './lib/run.mjs'
import { listenAddress, loadSettings } from './lib/settings.mjs'
import { demoEnv, startSimulator } from './lib/simulator.mjs'
import { demoWelcome } from './lib/welcome.mjs'

let simulator
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
  await simulator?.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => (ending ? process.exit(exitCodeOf(signal)) : end(0)))
}

try {
  loadSettings()
  const { host, port } = listenAddress()
  simulator = await startSimulator(process.env.SIMULATOR_PORT || '0')
  simulator.child.once('exit', () => ending || end(1))
  console.log(demoWelcome(`http://localhost:${port}`, simulator.info))
  // A process of its own takes its authorities from a file alone.
  const authority = join(folder, 'receivers.pem')
  writeFileSync(authority, simulator.info.receiversCa)
  const cli = join(root, 'node_modules/next/dist/bin/next')
  next = spawn(nodePath(), [cli, 'dev', '--hostname', host, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...demoEnv(simulator.info),
      NODE_EXTRA_CA_CERTS: authority,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
  if (next.pid !== undefined) whenWeAreGone('kill "$1" 2>/dev/null', [String(next.pid)])
  next.once('exit', (code) => ending || end(code ?? 1))
} catch (error) {
  console.error(error.message)
  await end(1)
}
