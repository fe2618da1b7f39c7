import { cloud, expect, keyOf, test } from './fixtures'
import { folderOf } from './support/control.ts'
import { chooseBucket, createJob, field, giveKey, goNext, nameAndReview } from './support/wizard.ts'

test('from the sign-in to a first job that is listed', async ({ page, control }) => {
  const zone = await control.zone()
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await field(page, 'API key').fill(keyOf('manager'))
  await page.getByRole('button', { name: 'Sign in' }).click()

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Zones' }).click()
  const instances = page.getByRole('region', { name: 'Instances' })
  await instances.getByRole('link', { name: 'cis-prod-emea' }).click()
  const search = page.getByRole('searchbox', { name: 'Search zones' })
  const zones = page.getByRole('region', { name: 'Zones of cis-prod-emea' })
  const link = zones.getByRole('link', { name: zone.name })
  // The server may know the list for a minute, and the zone is new: it is read anew, once the page listens to keys.
  await expect(async () => {
    await search.fill(zone.name)
    await search.blur()
    await page.keyboard.press('r')
    await expect(link).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await link.click()
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()

  await page.getByRole('link', { name: 'New job' }).click()
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'first-http')
  const jobId = await createJob(page)
  await expect(page.getByRole('heading', { level: 1, name: 'first-http' })).toBeVisible()

  await page
    .getByRole('navigation', { name: 'Breadcrumb' })
    .getByRole('link', { name: zone.name })
    .click()
  const jobs = page.getByRole('table', { name: 'Logpush jobs' })
  await expect(jobs.getByRole('rowheader')).toContainText('first-http')
  await expect(jobs.getByRole('rowheader')).toContainText('HTTP requests')
  await expect(jobs.getByText(cloud().bucket)).toBeVisible()
  expect(jobId).toMatch(/^\d+$/)
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
})
