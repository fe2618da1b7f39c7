import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import tls from 'node:tls'
import { root } from './run.mjs'

const compileCache = join(root, 'node_modules/.cache/compile')
const timeoutMs = 20_000
/** Deliveries come so much oftener than IBM's, so that whoever makes a job sees its first file within seconds. */
const speed = '6'

/**
 * Starts the built-in IBM Cloud simulator as a child that ends when this process does, killed or not.
 * @param {string} port '0' picks a free one
 * @returns {Promise<{info: Record<string, any>, child: import('node:child_process').ChildProcess, stop(): Promise<void>}>}
 *   `info` is the JSON line that it prints: base URLs, `keys`, `env`, ids to play with
 * @throws {Error} a sentence, with what the simulator said, if it ends or stays silent
 */
export function startSimulator(port = '0') {
  const main = join(root, 'lib/simulator/main.ts')
  const child = spawn(
    process.execPath,
    [main, '--port', port, '--speed', speed, '--exit-with-parent'],
    {
      cwd: root,
      // Stdin is a pipe that nobody writes to: the kernel closes it with us, and the simulator goes by that.
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        // Its own call comes too late for its first file, and to strip that alone, Node loads a compiler.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? compileCache,
      },
      // Out of the terminal's reach: Ctrl-C must first let the app finish its requests.
      detached: true,
    },
  )
  const ended = new Promise((done) => child.once('exit', done))
  // A write to a child that has just died must not throw.
  child.stdin.on('error', () => {})
  return new Promise((resolve, reject) => {
    let said = ''
    const collect = (part) => {
      said = (said + part).slice(-4_000)
    }
    child.stderr.on('data', collect)
    const fail = (what) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`The simulator ${what}.${said ? `\n${said.trimEnd()}` : ''}`))
    }
    const timer = setTimeout(
      () => fail(`did not say within ${timeoutMs / 1000} s that it is ready`),
      timeoutMs,
    )
    child.once('error', (error) => fail(`could not be started: ${error.message}`))
    child.once('close', (code) => fail(`ended with exit code ${code} before it was ready`))
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer)
      let info
      try {
        info = JSON.parse(line)
      } catch {
        return fail(`printed something else than its JSON line: ${line}`)
      }
      child.removeAllListeners('close')
      child.stderr.off('data', collect).pipe(process.stderr)
      child.stdout.resume()
      resolve({
        info,
        child,
        stop: () => {
          child.kill('SIGTERM')
          return ended
        },
      })
    })
  })
}

/** The variables that point the app at a simulator. */
export function simulatorEnv(info) {
  const env = Object.entries(info.env ?? {}).filter(([name]) => name.startsWith('IBMCLOUD_'))
  if (env.length === 0) throw new Error('The simulator did not name the variables that lead to it.')
  return Object.fromEntries(env)
}

/**
 * The same for a demo, unless somebody set otherwise: tests of destinations reach the simulator's receivers on loopback,
 * and members of a team reach the simulated account through a connection.
 * @param {Record<string, any>} info
 * @param {Record<string, string | undefined>} given what is set already
 */
export function demoEnv(info, given) {
  return {
    ...simulatorEnv(info),
    DESTINATION_TEST_ALLOW_PRIVATE: given.DESTINATION_TEST_ALLOW_PRIVATE || 'on',
    IBMCLOUD_API_KEY: given.IBMCLOUD_API_KEY || info.keys.manager,
    ADMIN_EMAILS: given.ADMIN_EMAILS || info.managerEmail,
  }
}

/** Has this process trust the receivers of a simulator, whose authority is made anew with each of them. */
export function trustReceivers({ receiversCa }) {
  // Node.js has the one only since 24.5 and 22.19; without it, their certificates are told as they would be elsewhere.
  tls.setDefaultCACertificates?.([...tls.getCACertificates('default'), receiversCa])
}
