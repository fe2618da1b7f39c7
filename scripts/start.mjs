// Runs the built app in this process: `npm start` with the simulator beside it, `npm run live` without.
//   --with-simulator     starts the simulator on SIMULATOR_PORT (a free port by default) and points the app at it
//   --no-env-files       leaves .env and .env.local alone
//   --exit-with-parent   ends when stdin is closed, so that a killed parent leaves nothing behind
import diagnostics from 'node:diagnostics_channel'
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { watchForwarded } from './lib/forwarded.mjs'
import { listenProblem, probePort } from './lib/port.mjs'
import { exitCodeOf, root } from './lib/run.mjs'
import { browserUrl, listenAddress, loadSettings } from './lib/settings.mjs'
import { simulatorEnv, startSimulator } from './lib/simulator.mjs'
import { demoWelcome, liveWelcome } from './lib/welcome.mjs'

/** How long requests under way may take to finish once asked to end. */
const graceMs = 5_000

let simulator
let server
let ending = false

async function end(exitCode) {
  ending = true
  if (server) {
    const closed = new Promise((done) => server.close(done))
    await Promise.race([closed, sleep(graceMs)])
  }
  await simulator?.stop()
  process.exit(exitCode)
}

function onSignal(signal) {
  if (ending) process.exit(exitCodeOf(signal))
  end(0)
}

/** An end of the simulator that nobody asked for would leave an app that fails at every click. */
async function onSimulatorExit(code, signal) {
  if (ending) return
  console.error(
    `The simulator ended by itself (${signal ?? `exit code ${code}`}); ending the app too.`,
  )
  await end(1)
}

/** Status of GET /api/health, or null while nobody listens. Without an agent: no proxy of the environment gets in between. */
function healthStatus(host, port) {
  return new Promise((done) => {
    const request = get({ host, port, path: '/api/health', agent: false }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode))
    })
    request.once('error', () => done(null))
  })
}

/** Resolves when the app answers its health check. The server object comes with that first request. */
async function untilReady(host, port) {
  diagnostics.subscribe('http.server.request.start', (message) => {
    server ??= message.server
  })
  const everywhere = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  for (;;) {
    const status = await healthStatus(everywhere[host] ?? host, port)
    if (status === 200) return
    if (status !== null)
      throw new Error(`The app answers its own health check with status ${status}.`)
    await sleep(25)
  }
}

/**
 * Imports Next's server without its banner, which names other addresses than ours, and with a sentence for a port
 * that was taken since we looked. Gives back the end of that.
 */
async function importQuietly(entry, host, port) {
  const { log, error } = console
  const isBanner = /^\s*([▲✓]|- (Local|Network):|⨯ Failed to start server)/
  const unlessBanner =
    (write) =>
    (...parts) => {
      const line = stripVTControlCharacters(parts.join(' '))
      const refusal = parts.find((part) => part?.code === 'EADDRINUSE' && part.port === port)
      if (refusal) error(listenProblem(refusal, port, host))
      else if (!isBanner.test(line) && line.trim() !== '') write(...parts)
    }
  Object.assign(console, { log: unlessBanner(log), error: unlessBanner(error) })
  await import(pathToFileURL(entry))
  return () => Object.assign(console, { log, error })
}

async function main(flags) {
  loadSettings({ envFiles: !flags.has('--no-env-files') })
  const wanted = listenAddress()
  const entry = join(root, '.next/standalone/server.js')
  if (!existsSync(entry))
    throw new Error('The app is not built; run: node scripts/bootstrap.mjs build')
  const host = wanted.host
  const port = await probePort(wanted.port, host)

  if (flags.has('--with-simulator')) {
    simulator = await startSimulator(process.env.SIMULATOR_PORT || '0')
    simulator.child.once('exit', onSimulatorExit)
    Object.assign(process.env, simulatorEnv(simulator.info))
  }
  Object.assign(process.env, {
    NODE_ENV: 'production',
    HOST: host,
    HOSTNAME: host,
    PORT: String(port),
    // Next's own handlers would end the process before our children and connections are through.
    NEXT_MANUAL_SIG_HANDLE: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  watchForwarded({
    proxies: (process.env.TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean),
    appUrl: process.env.APP_URL,
  })
  // Node asks the operating system at every reading of its environment, and the framework reads dozens a request:
  // from a plain copy a request takes a tenth less.
  process.env = { ...process.env }
  const speakAgain = await importQuietly(entry, host, port)
  await untilReady(host, port)
  speakAgain()
  const url = browserUrl(host, port)
  console.log(simulator ? demoWelcome(url, simulator.info) : liveWelcome(url))
}

enableCompileCache?.(join(root, 'node_modules/.cache/compile'))
const flags = new Set(process.argv.slice(2))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
if (flags.has('--exit-with-parent')) {
  process.stdin.resume().once('end', () => ending || end(0))
}
try {
  await main(flags)
} catch (error) {
  console.error(error.message)
  await end(1)
}
