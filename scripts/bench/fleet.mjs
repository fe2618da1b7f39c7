import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { neutralEnv } from '../lib/neutral-env.mjs'
import { root } from '../lib/run.mjs'
import { median } from './numbers.mjs'
import { onEnd } from './processes.mjs'
import { ms, row } from './table.mjs'

const fleetZones = 5_000

/** The last line that a script of ours prints; what comes before it is the app's log. */
async function lastLine(script, args) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: neutralEnv(),
  })
  const stop = onEnd(() => child.kill('SIGTERM'))
  const said = await text(child.stdout)
  await stop()
  const line = said.trim().split('\n').at(-1)
  if (!line) throw new Error(`${script} said nothing.`)
  return JSON.parse(line)
}

async function sweep() {
  const [zones, latencyMs, atOnce] = [300, 100, 16]
  const least = Math.ceil(zones / atOnce) * latencyMs
  const args = ['--zones', `${zones}`, '--latency', `${latencyMs}`, '--plain']
  const { times, plainMs } = await lastLine('scripts/bench/fleet/sweep.mjs', args)
  const share = median(times) / least
  return row(
    `Sweep of ${zones} zones, upstream ${latencyMs} ms, ${atOnce} at a time, to the least possible`,
    '≤ 1.15 ×',
    {
      reached: share <= 1.15,
      shown: `${share.toFixed(2)} ×`,
      ours: `p50 ${ms(median(times))}`,
      against: `least ${ms(least)}; one zone after another ${(plainMs / 1_000).toFixed(1)} s`,
    },
  )
}

async function states() {
  const { perSecond } = await lastLine('scripts/bench/fleet/standing.mjs', [])
  return row('State function', '≥ 1,000,000/s', {
    reached: perSecond >= 1_000_000,
    shown: `${(perSecond / 1e6).toFixed(1)} million/s`,
    ours: 'a mix of all states, one thread',
  })
}

/** Six hours of 5,000 zones, by a clock that runs ahead. */
async function budget() {
  const args = ['--zones', `${fleetZones}`, '--hours', '6', '--troubled', '30', '--step', '5']
  const found = await lastLine('scripts/bench/fleet/simulate.mjs', args)
  return [
    row(`${fleetZones} zones over 6 h: the most in any 5 minutes`, `≤ ${found.share}`, {
      reached: found.mostInWindow <= found.share,
      shown: `${found.mostInWindow}`,
      ours: `${found.requests} requests`,
    }),
    row('  a change of a zone that was failing is noticed', '≤ 2 min', {
      reached: found.recovered.worst <= 120,
      shown: `worst ${found.recovered.worst} s`,
      ours: `p50 ${found.recovered.p50} s, of ${found.recovered.count}`,
    }),
    row('  a calm zone is read again', 'one cycle, which is shown', {
      shown: `worst ${Math.round(found.pause.worst / 60)} min`,
      ours: `p50 ${Math.round(found.pause.p50 / 60)} min`,
      against: `planned ${Math.round(found.cycleSeconds / 60)} min; failures noticed after p50 ${Math.round(found.broken.p50 / 60)}, worst ${Math.round(found.broken.worst / 60)} min`,
    }),
  ]
}

async function growth() {
  const args = [
    '--zones',
    '1000',
    '--hours',
    '26',
    '--troubled',
    '0',
    '--limit',
    '240',
    '--step',
    '10',
  ]
  const { growthPerJobAndDay } = await lastLine('scripts/bench/fleet/simulate.mjs', args)
  return row('Database growth a job and day when calm, SQLite', '≤ 1 KB', {
    reached: growthPerJobAndDay <= 1_000,
    shown: `${Math.round(growthPerJobAndDay)} bytes`,
    ours: '4,000 jobs, read as often as 20,000 are',
  })
}

export async function measureFleet() {
  return [await sweep(), await states(), ...(await budget()), await growth()]
}
