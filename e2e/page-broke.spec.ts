import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** What the browser says of such rules. */
const fault = "of 'object null' as it is null"

/** From now on the rules of alerts are what no server of ours answers. */
async function breakRules(page: Page, onAsked = () => {}): Promise<void> {
  await page.route('**/api/alert-rules', (route) => {
    onAsked()
    return route.fulfill({ json: { items: [null] } })
  })
}

const notice = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'This page could not be displayed' })

test('a page that can’t be drawn says so in its place, and comes back', async ({
  page,
  signIn,
  watch,
}) => {
  watch.allowFault(fault)
  await signIn()
  await breakRules(page)
  await page.goto('/alerts?tab=rules')
  await expect(notice(page)).toBeVisible()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.unroute('**/api/alert-rules')
  await notice(page).getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible()
  await expect(notice(page)).toBeHidden()
})

test('it says so where nothing can be fetched any more', async ({ page, signIn, watch }) => {
  watch.allow(0)
  watch.allowFault(fault)
  watch.allowFault('ChunkLoadError')
  await signIn()
  let isOver = false
  await breakRules(page, () => {
    isOver = true
  })
  await page.route('**/_next/static/chunks/*', (route) =>
    isOver ? route.abort() : route.continue(),
  )
  await page.goto('/alerts?tab=rules')
  await expect(notice(page)).toBeVisible()
})
