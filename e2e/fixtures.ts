import { randomUUID } from 'node:crypto'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type Control, controlFor, type FreshZone, keyOf } from './support/control.ts'
import { baseURL } from './support/env.ts'
import { watchHeadings } from './support/headings.ts'
import { type CompanyPerson, signInAtCompany } from './support/sign-in.ts'
import { slowContext, slowPage } from './support/slow.ts'
import { createWatch, type Watch } from './support/watch.ts'

type Fixtures = {
  control: Control
  /** Console errors and the like fail a test; what it provokes it has to allow. */
  watch: Watch
  /** Signs the page's context in with a seeded key, without the form. */
  signIn: (name?: string) => Promise<void>
  /** Signs the page's context in as somebody of the company's identity provider, without the form. */
  signInAtCompany: (person: CompanyPerson) => Promise<void>
  /** A second person, in a browser of their own. */
  another: (name: string) => Promise<Page>
  /** A zone with log retention on and no jobs. */
  zone: FreshZone
}

/** Each test comes from an address of its own, so that refused sign-ins of one don't lock out another. */
let clients = 0
function clientAddress(workerIndex: number): string {
  clients += 1
  return `10.${workerIndex % 250}.${Math.floor(clients / 250)}.${(clients % 250) + 1}`
}

async function startSession(context: BrowserContext, name: string): Promise<void> {
  const answer = await context.request.post('/api/session', {
    headers: { Origin: baseURL() },
    data: { apiKey: keyOf(name) },
  })
  expect(answer.status(), 'signing in').toBe(201)
}

/**
 * A zone's page shows its jobs before its script has begun, and a key pressed until then is lost. The foot names the
 * reader's time zone as soon as it has.
 */
async function prepare(page: Page, hasScripts = true): Promise<Page> {
  await slowPage(page)
  if (!hasScripts) return page
  const open = page.goto.bind(page)
  page.goto = async (...given) => {
    const answer = await open(...given)
    await page.waitForFunction(() => {
      const foot = document.querySelector('footer')
      return foot === null || foot.textContent.includes('Times in')
    })
    return answer
  }
  return page
}

export const test = base.extend<Fixtures>({
  context: async ({ context }, provide) => {
    await slowContext(context)
    await watchHeadings(context)
    await provide(context)
  },
  page: async ({ page, javaScriptEnabled }, provide) => {
    await provide(await prepare(page, javaScriptEnabled))
  },
  // The second argument has a fixed name in Playwright's documents; it is no hook of React's.
  extraHTTPHeaders: async ({ browserName: _ }, provide, info) => {
    await provide({ 'X-Forwarded-For': clientAddress(info.workerIndex) })
  },
  watch: [
    async ({ context }, provide) => {
      const watch = createWatch()
      watch.on(context)
      await provide(watch)
      expect(watch.complaints(), 'what the browser complained of').toEqual([])
    },
    { auto: true },
  ],
  control: async ({ browserName: _ }, provide) => {
    const { control, end } = controlFor(`t-${randomUUID().slice(0, 8)}`)
    await provide(control)
    await end()
  },
  zone: async ({ control }, provide) => {
    await provide(await control.zone())
  },
  signIn: async ({ context }, provide) => {
    await provide((name = 'manager') => startSession(context, name))
  },
  signInAtCompany: async ({ context }, provide) => {
    await provide((person) => signInAtCompany(context, person))
  },
  another: async ({ browser, watch }, provide, info) => {
    const opened: BrowserContext[] = []
    await provide(async (name) => {
      const context = await browser.newContext({
        baseURL: baseURL(),
        viewport: info.project.use.viewport ?? null,
        extraHTTPHeaders: { 'X-Forwarded-For': clientAddress(info.workerIndex) },
        locale: 'en-GB',
        timezoneId: 'UTC',
      })
      opened.push(context)
      watch.on(context)
      await slowContext(context)
      await watchHeadings(context)
      await startSession(context, name)
      return prepare(await context.newPage())
    })
    for (const context of opened) await context.close()
  },
})

export { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts'
export { cloud, type FreshZone, keyOf, zonePath } from './support/control.ts'
export { baseURL, expect }
