import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { browserLaunchOptions, ensureBrowser } from '../../e2e/support/browser.ts'
import { neutralEnv } from '../lib/neutral-env.mjs'
import { root } from '../lib/run.mjs'
import { timed } from './api.mjs'
import { measureFirstLoad } from './first-load.mjs'
import { measureOverviewPage } from './fleet/page.mjs'
import { median } from './numbers.mjs'
import { onEnd, signIn, startApp, startHelper } from './processes.mjs'
import { residentMb } from './start.mjs'
import { kilobytes, ms, row } from './table.mjs'
import { measureTyping } from './typing.mjs'

const fleetZones = 5_000
const jobsAZone = 4
const failingZones = 40
const key = 'FAKE-KEY-of-the-overview'

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

/** The app over 5,000 zones, all of them read once. */
async function startFleet() {
  const args = ['--zones', `${fleetZones}`, '--failing', `${failingZones}`]
  const upstream = await startHelper('scripts/bench/fleet/cloud.mjs', args).next()
  // Everybody with a key of their own sees the same, so the connection is not needed here.
  const { IBMCLOUD_API_KEY: _, ...env } = upstream.env
  const app = await startApp(root, env)
  const cookie = await signIn(app.url, key)
  for (let tries = 0; ; tries++) {
    const { totals } = await (
      await fetch(`${app.url}/api/overview`, { headers: { cookie } })
    ).json()
    if (totals.zonesRead === fleetZones) break
    if (tries > 300) throw new Error(`${totals.zonesRead} zones were read.`)
    await sleep(1_000)
  }
  return { app, cookie }
}

async function overviewApi({ app, cookie }) {
  const read = async (path) => {
    const answer = await fetch(`${app.url}${path}`, { headers: { cookie } })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
    return answer.text()
  }
  const first = ['/api/overview', '/api/overview/zones?limit=50']
  const times = []
  for (let round = 0; round < 25; round++) {
    times.push(await timed(() => Promise.all(first.map(read))))
  }
  const bytes = gzipSync((await Promise.all(first.map(read))).join('')).length
  return [
    row(
      `Overview of ${fleetZones} × ${jobsAZone} from the database: both answers of the first screen`,
      '',
      {
        shown: `p50 ${ms(median(times))}`,
        ours: `worst ${ms(Math.max(...times))}`,
      },
    ),
    row('  data for the first screen, gz', '≤ 60 KB', {
      reached: bytes <= 60_000,
      shown: kilobytes(bytes),
    }),
  ]
}

export async function measureFleet() {
  const rows = [await sweep(), await states()]
  const fleet = await startFleet()
  rows.push(...(await overviewApi(fleet)))
  ensureBrowser()
  const browser = await chromium.launch(browserLaunchOptions())
  const close = onEnd(() => browser.close())
  const [name, value] = fleet.cookie.split('=')
  const page = { url: `${fleet.app.url}/`, cookie: { name, value, url: fleet.app.url } }
  rows.push(...(await measureOverviewPage(browser, page)))
  rows.push(
    ...(await measureTyping(browser, [
      {
        name: `the filter of ${fleetZones} zones`,
        ...page,
        locate: (on) => on.getByRole('searchbox').first(),
        words: ['zone 12', 'example', '4711'],
      },
    ])),
  )
  const heading = (on) => on.getByRole('heading', { level: 1 }).waitFor()
  const empty = { url: `${fleet.app.url}/sign-in`, ready: heading }
  rows.push(
    ...(await measureFirstLoad(browser, empty, [
      { name: 'overview', reachKb: 210, ...page, ready: heading },
    ])),
  )
  await close()
  const resident = residentMb(fleet.app.pid)
  rows.push(
    row(
      `Memory with ${(fleetZones * jobsAZone).toLocaleString('en')} jobs, read and shown`,
      '≤ 400 MB',
      {
        reached: resident <= 400,
        shown: `${Math.round(resident)} MB`,
        ours: 'the process that serves pages and reads',
      },
    ),
  )
  await fleet.app.stop()
  rows.push(...(await budget()), await growth())
  return rows
}
