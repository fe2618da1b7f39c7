import { chromium } from '@playwright/test'
import { browserLaunchOptions, ensureBrowser } from '../../e2e/support/browser.ts'
import { root } from '../lib/run.mjs'
import { measureFirstLoad } from './first-load.mjs'
import { measureLighthouse } from './lighthouse.mjs'
import { onEnd, signIn, startApp, startHelper } from './processes.mjs'
import { measureSlowLine } from './slow-line.mjs'
import { measureTyping } from './typing.mjs'

const heading = (page) => page.getByRole('heading', { level: 1 }).waitFor()

/** All rows of the pages, on an account with a zones list of a thousand. */
export async function measurePages(emptyFolder) {
  ensureBrowser()
  const helper = startHelper('lib/simulator/main.ts', ['--seed', 'thousand', '--exit-with-parent'])
  const cloud = await helper.next()
  const empty = await startApp(emptyFolder)
  const app = await startApp(root, cloud.env)
  const header = await signIn(app.url, cloud.keys.manager)
  const [name, value] = header.split('=')
  const cookie = { name, value, url: app.url }
  const zone = `${app.url}/instances/${cloud.cisInstanceId}/zones/${cloud.zones.full.id}`
  const { items: jobs } = await (
    await fetch(zone.replace(app.url, `${app.url}/api`).concat('/jobs'), {
      headers: { cookie: header },
    })
  ).json()
  const job = jobs.find(({ dataset }) => dataset === 'http_requests')

  const signInPage = { name: 'sign-in', url: `${app.url}/sign-in` }
  const zonePage = { name: 'zone', url: zone, cookie }
  const browser = await chromium.launch(browserLaunchOptions())
  const close = onEnd(() => browser.close())
  const rows = await measureFirstLoad(browser, { url: `${empty.url}/`, ready: heading }, [
    { ...signInPage, reachKb: 156, ready: heading },
    { ...zonePage, reachKb: 188, ready: (page) => page.getByRole('table').first().waitFor() },
    { name: 'new job', reachKb: 231, url: `${zone}/jobs/new`, cookie, ready: heading },
  ])
  const typing = await measureTyping(browser, [
    {
      name: 'the zone search of 1,000',
      url: `${app.url}/zones`,
      cookie,
      locate: (page) => page.getByRole('searchbox', { name: 'Search zones' }),
      words: ['shop example', 'www nord', 'api de', 'zone 7'],
    },
    {
      name: 'the field picker of 99',
      url: `${zone}/jobs/${job.id}/edit`,
      cookie,
      locate: (page) => page.getByRole('searchbox', { name: 'Search fields' }),
      words: ['client ip', 'edge time', 'bot', 'status'],
    },
  ])
  const slow = await measureSlowLine(browser, {
    what: 'List of zones: zones shown',
    url: `${app.url}/zones`,
    cookie,
    locate: (page) => page.getByRole('list', { name: 'Zones of' }).getByRole('link').first(),
  })
  await close()
  rows.push(slow, ...(await measureLighthouse([signInPage, zonePage])), ...typing)
  return { app, rows }
}
