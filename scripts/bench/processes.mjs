import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { neutralEnv } from '../lib/neutral-env.mjs'
import { probePort } from '../lib/port.mjs'
import { root } from '../lib/run.mjs'

const startTimeoutMs = 30_000
const stops = new Set()

/** Ends what is still running and removes what was made; whatever the measurement came to. */
export async function stopAll() {
  for (const stop of [...stops].reverse()) await stop()
}

/** Runs `stop` once: when called, or at `stopAll`. */
export function onEnd(stop) {
  const once = async () => {
    if (stops.delete(once)) await stop()
  }
  stops.add(once)
  return once
}

export function tempFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function ending(child) {
  const ended = new Promise((done) => child.once('exit', done))
  // A write to a child that has just died must not throw.
  child.stdin.on('error', () => {})
  return onEnd(async () => {
    child.kill('SIGTERM')
    const hung = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(hung)
  })
}

/** A helper that speaks JSON lines and ends when its stdin does: `next()` waits for its next line. */
export function startHelper(script, args = []) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: neutralEnv(),
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = once(child, 'exit')
  return {
    child,
    stop: ending(child),
    async next(question) {
      if (question !== undefined) child.stdin.write(`${JSON.stringify(question)}\n`)
      const { value, done } = await lines.next()
      if (done) {
        const [code, signal] = await ended
        throw new Error(`${script} ended (${signal ?? code}) before it answered.`)
      }
      return JSON.parse(value)
    },
  }
}

/**
 * Starts a built app in `folder` with its scripts/start.mjs and waits until it answers. `startMs`: how long that
 * took; `pid`: the one process that serves.
 */
export async function startApp(folder, env = {}) {
  const data = tempFolder('bench-data')
  const port = await probePort(0, '127.0.0.1')
  const log = join(data, 'app.log')
  const output = openSync(log, 'w')
  const began = performance.now()
  const flags = ['--no-env-files', '--exit-with-parent']
  const child = spawn(process.execPath, [join(folder, 'scripts/start.mjs'), ...flags], {
    cwd: folder,
    stdio: ['pipe', output, output],
    env: neutralEnv({
      DATA_DIR: data,
      PORT: String(port),
      IBMCLOUD_CIS_RATE_LIMIT: '0',
      ...env,
    }),
  })
  closeSync(output)
  const stop = ending(child)
  const url = `http://localhost:${port}`
  while (child.exitCode === null && performance.now() - began < startTimeoutMs) {
    const status = await fetch(`${url}/api/health`).then(
      (answer) => answer.text().then(() => answer.status),
      () => 0,
    )
    if (status === 200) return { url, pid: child.pid, startMs: performance.now() - began, stop }
    await sleep(20)
  }
  throw new Error(`The app in ${folder} did not start.\n${readFileSync(log, 'utf8')}`)
}

/** Signs in with an API key. Returns the cookie to send. */
export async function signIn(url, apiKey) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ apiKey }),
  })
  if (answer.status !== 201)
    throw new Error(`Sign-in answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
