import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { neutralEnv } from '../lib/neutral-env.mjs'
import { probePort } from '../lib/port.mjs'
import { root } from '../lib/run.mjs'
import { median } from './numbers.mjs'
import { onEnd, tempFolder } from './processes.mjs'
import { row } from './table.mjs'

const runs = 5
const timeoutMs = 60_000

/** ms from `npm start` to the first answer, everything installed and built: npm's own start is in it. */
async function startOnce() {
  const port = await probePort(0, '127.0.0.1')
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    stdio: 'ignore',
    // An own group, so that what npm starts can be ended with it.
    detached: true,
    // Set and empty counts as unset, and goes before a `.env` of whoever runs this.
    env: neutralEnv({ PORT: String(port), DATA_DIR: tempFolder('bench-start'), DATABASE_URL: '' }),
  })
  const ended = new Promise((done) => child.once('exit', done))
  const stop = onEnd(async () => {
    process.kill(-child.pid, 'SIGTERM')
    await ended
  })
  try {
    while (child.exitCode === null && performance.now() - began < timeoutMs) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
      if (answer?.ok) return performance.now() - began
      await sleep(20)
    }
    throw new Error('`npm start` did not come to an answer.')
  } finally {
    await stop()
  }
}

export async function measureStart() {
  const times = []
  for (let run = 0; run < runs; run++) times.push(await startOnce())
  const middle = median(times)
  return row('npm start, all installed and built, until it answers', '≤ 1.5 s', {
    reached: middle <= 1_500,
    shown: `${(middle / 1000).toFixed(2)} s`,
    ours: times.map((time) => (time / 1000).toFixed(2)).join(', '),
  })
}

/** MB that the process of this id has in memory (RSS). */
export function residentMb(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / 1_000_000
}

/** `apps`: name → pid, of those that have just been measured. */
export function measureMemory(apps) {
  const sizes = Object.entries(apps).map(([name, pid]) => ({ name, mb: residentMb(pid) }))
  const most = Math.max(...sizes.map(({ mb }) => mb))
  return row('Memory of the app after all this (RSS)', '≤ 250 MB', {
    reached: most <= 250,
    shown: `${most.toFixed(0)} MB`,
    ours: sizes.map(({ name, mb }) => `${name} ${mb.toFixed(0)}`).join(', '),
  })
}
