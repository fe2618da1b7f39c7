import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'

const foot = (page: Page) => page.getByRole('contentinfo')
const zones = (page: Page) => page.getByRole('region', { name: /^Zones of/ })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search zones' })

/** What the foot says of the age of what is shown, in seconds. */
async function shownAge(page: Page): Promise<number> {
  const [, seconds = '0'] = /updated (\d+) s ago/.exec(await foot(page).innerText()) ?? []
  return Number(seconds)
}

test('while IBM is down what it said is as old as it is, and a refresh asks IBM', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(502, 503)
  // Not what the server reads by itself of the zones where other journeys left writes of which nobody knows.
  const isOfAnotherZone = (path: string) => /\/zones\/\w/.test(path) && !path.includes(zone.id)
  const calls = async () =>
    (await control.requests()).filter(
      ({ service, path }) => /^(cis|resourceController)$/.test(service) && !isOfAnotherZone(path),
    )
  await signIn()
  await page.goto('/zones')
  await page.keyboard.press('r')
  await search(page).fill(zone.name)
  await expect(zones(page).getByRole('link', { name: zone.name })).toBeVisible()
  const before = (await calls()).length
  const relieve = await Promise.all(
    ['cis', 'resourceController'].map((service) => control.fault({ service }, { kind: 'html' })),
  )

  // From what the server keeps: no younger with every load of the page, and nobody is asked.
  await expect(async () => {
    // Now and then the server reads by itself; a page that asked would do so with every load.
    const sofar = (await calls()).length
    await page.reload()
    await expect(zones(page).getByRole('link').first()).toBeVisible()
    expect(await shownAge(page)).toBeGreaterThanOrEqual(4)
    expect(await calls()).toHaveLength(sofar)
  }).toPass()

  await page.keyboard.press('r')
  await expect(foot(page)).toContainText('Not live')
  await expect(page.getByText('The zones of this instance could not be loaded.')).toBeVisible()
  await expect(zones(page).getByRole('link').first()).toBeVisible()

  await Promise.all(relieve.map((end) => end()))
  const newer = await control.zone()
  await zones(page).getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText('The zones of this instance could not be loaded.')).toBeHidden()
  await search(page).fill(newer.name)
  await expect(zones(page).getByRole('link', { name: newer.name })).toBeVisible()
  expect((await calls()).length).toBeGreaterThan(before)
})
