// Runs on Node 20 too: the first `npm start` happens before the pinned Node is installed.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Children that must not outlive this process. */
const live = new Set()
/** npm ignores SIGTERM while it unpacks, for half a minute or more. */
const patienceMs = 4_000
let interruptedBy = null

/** Name of the signal that asked this process to end, or null. */
export const interrupted = () => interruptedBy

/** Exit code a shell expects of a process ended by `signal`. */
export const exitCodeOf = (signal) => 128 + (constants.signals[signal] ?? 0)

/**
 * Sends SIGINT, SIGTERM and SIGHUP on to whatever `run` has under way, which then returns; the caller
 * cleans up and exits. A second signal kills at once.
 */
export function forwardSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const first = interruptedBy === null
      interruptedBy ??= signal
      for (const child of live) endGroup(child, first ? signal : 'SIGKILL')
      setTimeout(() => {
        for (const child of live) endGroup(child, 'SIGKILL')
      }, patienceMs).unref()
      if (!first) process.exit(exitCodeOf(signal))
    })
  }
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Already gone.
  }
}

/**
 * Runs a command without showing its output. Never rejects.
 * @returns {Promise<{ok: boolean, code: number | null, output: string, ms: number}>} `output` is stdout and stderr as they came
 */
export function run(command, args, { env = process.env, cwd = root, onSpawn, timeoutMs } = {}) {
  const began = performance.now()
  return new Promise((done) => {
    const parts = []
    // An own process group, so that a signal reaches the children of the child as well.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let late = false
    const timer =
      timeoutMs &&
      setTimeout(() => {
        late = true
        endGroup(child, 'SIGKILL')
      }, timeoutMs)
    const finish = (code, note = '') => {
      clearTimeout(timer)
      live.delete(child)
      const output = Buffer.concat(parts).toString() + note
      done({ ok: code === 0, code, output, ms: performance.now() - began })
    }
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    child.on('error', (error) => finish(null, `${command} could not be run: ${error.message}\n`))
    child.on('close', (code, signal) => {
      if (late)
        finish(code, `\n${command} was not through after ${seconds(timeoutMs)} and was ended\n`)
      else finish(code, signal && !interruptedBy ? `${command} was ended by ${signal}\n` : '')
    })
    if (child.pid === undefined) return
    live.add(child)
    onSpawn?.(child.pid)
    if (interruptedBy) endGroup(child, interruptedBy)
  })
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
