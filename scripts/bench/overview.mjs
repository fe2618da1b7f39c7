import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { browserLaunchOptions, ensureBrowser } from '../../e2e/support/browser.ts'
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

/** The overview of a large fleet, in a browser and by its answers, and what the process then takes. */
export async function measureOverview() {
  const fleet = await startFleet()
  const rows = await overviewApi(fleet)
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
  return rows
}
