import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type FreshZone, test } from './fixtures'
import { failing } from './support/control.ts'
import {
  button,
  chooseBucket,
  chooseChallenge,
  createJob,
  field,
  giveKey,
  goNext,
  openNewJob,
  step,
  steps,
} from './support/wizard.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'docs/screenshots')
const isUpdate = process.env.UPDATE_SCREENSHOTS === '1'

/** Above that a README takes long to open. */
const mostBytes = 200_000

async function take(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  expect(statSync(path).size, name).toBeLessThan(mostBytes)
}

test('every picture that the README shows is there', () => {
  test.skip(isUpdate, 'they are being made')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const named = [...readme.matchAll(/\((docs\/screenshots\/[\w-]+\.png)\)/g)].map(
    ([, path]) => path,
  )
  expect(named.length).toBeGreaterThan(0)
  for (const path of named) expect(statSync(join(root, path ?? '')).size).toBeLessThan(mostBytes)
})

test.describe('the pictures', () => {
  test.skip(!isUpdate, 'made with UPDATE_SCREENSHOTS=1')
  test.use({ viewport: { width: 1280, height: 800 } })

  /** One of each state, and room for what is made here. */
  const shop = () => ({
    name: 'shop.nordlicht.example',
    jobs: [
      { name: 'shop-http', health: 'delivering' as const },
      failing({ name: 'shop-firewall', dataset: 'firewall_events' }),
      { name: 'shop-dns', health: 'off' as const, dataset: 'dns_logs', frequency: 'low' },
    ],
  })

  async function openZone(page: Page, zone: FreshZone): Promise<void> {
    await page.goto(zone.path)
    await expect(page.getByText(/1 not delivering/)).toBeVisible()
    await expect(page.getByText(/IBM says:/).first()).toBeVisible()
    // What comes after the jobs.
    await expect(page.getByText(/^Enterprise/)).toBeVisible()
    await expect(page.getByText('Manager', { exact: true })).toBeVisible()
  }

  test('signing in', async ({ page }) => {
    await page.goto('/sign-in')
    await expect(button(page, 'Sign in')).toBeVisible()
    await take(page, 'sign-in')
  })

  test('a zone: light, dark, on a phone', async ({ page, control, signIn }) => {
    const zone = await control.zone(shop())
    await signIn()
    await page.setViewportSize({ width: 1280, height: 620 })
    await openZone(page, zone)
    await take(page, 'zone')
    await page.emulateMedia({ colorScheme: 'dark' })
    await take(page, 'zone-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 390, height: 844 })
    await openZone(page, zone)
    await take(page, 'zone-phone')
  })

  test('a new job by key, and its first delivery', async ({ page, control, signIn }) => {
    const zone = await control.zone({ ...shop(), name: 'store.nordlicht.example', jobs: [] })
    await signIn()
    await page.setViewportSize({ width: 1280, height: 980 })
    await openNewJob(page, zone)
    await chooseBucket(page, { path: 'http' })
    await giveKey(page)
    await button(page, 'Write a test object').click()
    await expect(page.getByText(/Written at/)).toBeVisible()
    await page.evaluate(() => window.scrollTo(0, 0))
    await take(page, 'new-job-destination')
    await goNext(page, 'Logs')
    await expect(page.getByRole('checkbox').first()).toBeVisible()
    await field(page, 'Name').fill('store-http')
    await page.evaluate(() => window.scrollTo(0, 0))
    await take(page, 'new-job-logs')
    await goNext(page, 'Review')
    await expect(step(page, steps.review)).toBeVisible()
    await expect(page.getByText('Must be fixed')).toHaveCount(0)
    await take(page, 'new-job-review')
    await createJob(page)
    await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
      timeout: 30_000,
    })
    await page.setViewportSize({ width: 1280, height: 720 })
    await take(page, 'job-first-delivery')
  })

  test('the ownership challenge', async ({ page, control, signIn }) => {
    const zone = await control.zone({ name: 'outlet.nordlicht.example' })
    await signIn()
    await page.setViewportSize({ width: 1280, height: 900 })
    await openNewJob(page, zone)
    await chooseBucket(page, { path: 'outlet/http' })
    await chooseChallenge(page)
    await goNext(page, 'Ownership')
    await button(page, 'I have done this').click()
    await button(page, 'Request the challenge').click()
    await button(page, 'Read it for me').click()
    await expect(page.getByText('Validated by IBM')).toBeVisible()
    await page.evaluate(() => window.scrollTo(0, 0))
    await take(page, 'new-job-ownership')
  })

  test('activity', async ({ page, another, control, signIn, watch }) => {
    watch.allow(403)
    const zone = await control.zone({ ...shop(), name: 'deals.nordlicht.example' })
    await signIn()
    await page.goto(zone.path)
    const rows = page.getByRole('table', { name: 'Logpush jobs' }).getByRole('rowgroup')
    const enabled = (name: string) => rows.filter({ hasText: name }).getByRole('switch')
    await enabled('shop-http').click()
    await expect(page.getByText(/shop-http is paused/)).toBeVisible()
    await enabled('shop-http').click()
    await expect(page.getByText(/shop-http is resumed/)).toBeVisible()
    const aylin = await another('reader')
    await aylin.goto(zone.path)
    await aylin.getByRole('switch', { name: 'Enabled' }).first().click()
    await expect(aylin.getByRole('main').getByRole('alert')).toBeVisible()
    await page.goto(`/activity?zoneId=${zone.id}`)
    await page
      .getByRole('button', { name: /^Details/ })
      .nth(1)
      .click()
    await expect(page.getByText('X-Request-ID')).toBeVisible()
    await take(page, 'activity')
  })
})
