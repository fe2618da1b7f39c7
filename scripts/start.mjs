// Runs the built app in this process: `npm start` with the simulator beside it, `npm run live` without.
//   --with-simulator     starts the simulator on SIMULATOR_PORT (a free port by default) and points the app at it; with it an
//                        identity provider, unless OIDC_ISSUER names one or SIGN_IN leaves it out
//   --no-env-files       leaves .env and .env.local alone
//   --exit-with-parent   ends when stdin is closed, so that a killed parent leaves nothing behind
import { Console } from 'node:console'
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { createRequire, enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { giveDemoGrants } from './lib/demo-grants.mjs'
import { planProvider, wantsProvider } from './lib/demo-provider.mjs'
import { trustedProxies } from './lib/front/forwarded.mjs'
import { createFront, insteadOfNextServer } from './lib/front/server.mjs'
import { listenProblem, probePort } from './lib/port.mjs'
import { exitCodeOf, root } from './lib/run.mjs'
import { browserUrl, listenAddress, loadSettings } from './lib/settings.mjs'
import { demoEnv, startSimulator, trustReceivers } from './lib/simulator.mjs'
import { demoWelcome, liveWelcome } from './lib/welcome.mjs'

// The heap may grow by so many percent between two collections. By itself V8 lets it grow several times over while the
// machine has memory to spare: with the picture of 20,000 jobs to twice as much as any of it is used for.
setFlagsFromString('--heap-growing-percent=25')

/** To the person at the terminal: `console` itself becomes part of the log once the app is up. */
const terminal = new Console(process.stdout, process.stderr)
/** How long requests under way may take to finish once asked to end. */
const graceMs = 5_000
const lastMs = 1_500

let simulator
let provider
let server
let ending = false

async function end(exitCode) {
  ending = true
  if (server) {
    const closed = new Promise((done) => server.close(done))
    await Promise.race([closed, sleep(graceMs)])
  }
  // What of the app's traces still waits to be sent; a receiver that is away keeps nobody.
  const last = [...(globalThis.logpushAtEnd ?? [])].map((work) => work().catch(() => undefined))
  await Promise.race([Promise.all(last), sleep(lastMs)])
  await Promise.all([simulator?.stop(), provider?.stop()])
  process.exit(exitCode)
}

function onSignal(signal) {
  if (ending) process.exit(exitCodeOf(signal))
  end(0)
}

/** An end of the simulator that nobody asked for would leave an app that fails at every click. */
async function onSimulatorExit(code, signal) {
  if (ending) return
  terminal.error(
    `The simulator ended by itself (${signal ?? `exit code ${code}`}); ending the app too.`,
  )
  await end(1)
}

/** Status of a GET, or null while nobody listens. Without an agent: no proxy of the environment gets in between. */
function statusOf(path, host, port) {
  return new Promise((done) => {
    const request = get({ host, port, path, agent: false }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode))
    })
    request.once('error', () => done(null))
  })
}

/** Resolves when the app answers its health check. */
async function untilReady(host, port) {
  for (;;) {
    const status = await statusOf('/api/health', host, port)
    if (status === 200) return
    if (status !== null)
      throw new Error(`The app answers its own health check with status ${status}.`)
    await sleep(25)
  }
}

/** Has the framework listen behind our front, and says so in a sentence where the port was taken since we looked. */
function standInFront(host, port) {
  const isTrusted = trustedProxies(
    (process.env.TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean),
  )
  const alwaysHttps = process.env.APP_URL?.startsWith('https:') ?? false
  insteadOfNextServer((onRequest) => {
    server = createFront(onRequest, { isTrusted, alwaysHttps })
    server.once('error', (error) => {
      terminal.error(listenProblem(error, port, host))
      process.exit(1)
    })
    return server
  })
}

/** Imports Next's server without its banner, which names other addresses than ours. */
async function importQuietly(entry) {
  const { log } = console
  const isBanner = /^\s*([▲✓]|- (Local|Network):|$)/
  console.log = (...parts) => {
    if (!isBanner.test(stripVTControlCharacters(parts.join(' ')))) log(...parts)
  }
  await import(pathToFileURL(entry))
}

async function main(flags) {
  loadSettings({ envFiles: !flags.has('--no-env-files') })
  const wanted = listenAddress()
  const entry = join(root, '.next/standalone/server.js')
  if (!existsSync(entry))
    throw new Error('The app is not built; run: node scripts/bootstrap.mjs build')
  const host = wanted.host
  const port = await probePort(wanted.port, host)

  const simulatorUp = flags.has('--with-simulator')
    ? startSimulator(process.env.SIMULATOR_PORT || '0')
    : null
  Object.assign(process.env, {
    NODE_ENV: 'production',
    HOST: host,
    HOSTNAME: host,
    PORT: String(port),
    // Next's own handlers would end the process before our children and connections are through.
    NEXT_MANUAL_SIG_HANDLE: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  standInFront(host, port)
  const url = browserUrl(host, port)
  const plan = simulatorUp && wantsProvider() ? await planProvider(port) : null
  if (simulatorUp) {
    // The simulator comes up in a process of its own; meanwhile the framework is read in, which takes as long.
    createRequire(entry)('next/dist/server/lib/start-server')
    simulator = await simulatorUp
    simulator.child.once('exit', onSimulatorExit)
    Object.assign(process.env, demoEnv(simulator.info, process.env), plan?.env)
    trustReceivers(simulator.info)
  }
  // Node asks the operating system at every reading of its environment, and the framework reads dozens a request:
  // from a plain copy a request takes a tenth less.
  process.env = { ...process.env }
  await importQuietly(entry)
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  await untilReady(reachable, port)
  terminal.log(simulator ? demoWelcome(url, simulator.info, plan !== null) : liveWelcome(url))
  // Pages are not loaded at the start (next.config.ts); what they have in common should not wait for a person.
  await statusOf('/sign-in', reachable, port)
  if (plan) await addProvider(plan, url, port)
}

/** After all that a newcomer waits for; the app asks for the provider when somebody signs in. */
async function addProvider(plan, url, port) {
  try {
    provider = await plan.start([...new Set([url, `http://127.0.0.1:${port}`])])
    if (ending) return await provider.stop()
    await giveDemoGrants(url, plan, process.env.DATA_DIR)
  } catch (error) {
    if (!ending) terminal.error(`The demo’s company accounts are not ready: ${error.message}`)
  }
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
  terminal.error(error.message)
  await end(1)
}
