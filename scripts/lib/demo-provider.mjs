import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { probePort } from './port.mjs'
import { root } from './run.mjs'

const host = '127.0.0.1'
const timeoutMs = 20_000
const compileCache = join(root, 'node_modules/.cache/compile')

/** Not where the operator has one of their own, or wants none. */
export const wantsProvider = () =>
  !process.env.OIDC_ISSUER && !/^[\s,]*ibm[\s,]*$/.test(process.env.SIGN_IN ?? '')

/**
 * Plans an identity provider for a demo at `appPort`: what the app's environment has to say, before the provider runs. The
 * app asks for it only when somebody signs in. People and groups count by the provider's address, so it is the same one
 * at every start, unless somebody else listens there.
 * @param {number} appPort
 * @param {string} [secret] of its client
 */
export async function planProvider(appPort, secret = randomBytes(24).toString('base64url')) {
  const port = await probePort(appPort + 1_000 <= 65_535 ? appPort + 1_000 : 0, host).catch(() =>
    probePort(0, host),
  )
  return {
    issuer: `http://${host}:${port}`,
    env: {
      OIDC_ISSUER: `http://${host}:${port}`,
      OIDC_CLIENT_ID: 'logpush-demo',
      OIDC_CLIENT_SECRET: secret,
      ADMIN_GROUPS: 'net-ops',
    },
    /** @param {string[]} apps origins of the app */
    start: (apps) => startProvider(port, secret, apps),
  }
}

/**
 * Starts it as a child that ends when this process does, killed or not.
 * @returns {Promise<{child: import('node:child_process').ChildProcess, stop(): Promise<void>}>}
 * @throws {Error} a sentence, if it ends or stays silent
 */
function startProvider(port, secret, apps) {
  const main = join(root, 'lib/demo-provider/main.ts')
  const args = ['--port', String(port), '--exit-with-parent']
  const child = spawn(process.execPath, [main, ...args, ...apps.flatMap((app) => ['--app', app])], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: compileCache,
      OIDC_CLIENT_SECRET: secret,
    },
    // Out of the terminal's reach, as the simulator is.
    detached: true,
  })
  const ended = new Promise((done) => child.once('exit', done))
  child.stdin.on('error', () => {})
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (part) => {
      said = (said + part).slice(-4_000)
    })
    const fail = (what) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`The demo’s identity provider ${what}.${said ? `\n${said.trimEnd()}` : ''}`))
    }
    const timer = setTimeout(() => fail('did not start in time'), timeoutMs)
    child.once('error', (error) => fail(`could not be started: ${error.message}`))
    child.once('close', (code) => fail(`ended with exit code ${code}`))
    createInterface({ input: child.stdout }).once('line', () => {
      clearTimeout(timer)
      child.removeAllListeners('close')
      resolve({
        child,
        stop: () => {
          child.kill('SIGTERM')
          return ended
        },
      })
    })
  })
}
