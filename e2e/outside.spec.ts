import { cloud, expect, expectAccessible, test } from './fixtures'
import { atIbm } from './support/at-ibm.ts'
import { zonePath } from './support/control.ts'
import { makeJob } from './support/job.ts'

test('what is done to a job outside the dashboard is told as such, and its page outlives it', async ({
  page,
  signInAtCompany: signIn,
  watch,
}) => {
  test.slow()
  watch.allow(404)
  await signIn('administrator')
  const { id: zoneId } = cloud().zones.playground ?? { id: '' }
  const zone = zonePath(zoneId)
  const id = await makeJob(page, zoneId, { name: 'seen-from-outside', dataset: 'range_events' })
  const job = `/zones/${zoneId}/logpush/jobs/${id}`

  await page.goto(zone)
  const row = page.locator(`[data-job="${id}"]`)
  // Once somebody has looked.
  await expect(row.getByRole('img', { name: /^24 hours: / })).toBeVisible({ timeout: 120_000 })

  await atIbm('PUT', job, { enabled: false })
  await page.reload()
  await expect(row).toContainText('Paused')
  await expect(row).toContainText('not through this dashboard')
  await expectAccessible(page)
  await row.getByRole('link', { name: 'seen-from-outside' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('Paused, not through this dashboard.')
  await expect(main.getByRole('heading', { name: /^30 days/ })).toBeVisible()
  await expect(main.getByRole('img', { name: /^30 days: .*paused$/ })).toBeVisible()

  await atIbm('DELETE', job)
  // Its list tells the picture.
  await page.goto(zone)
  await expect(page.getByRole('heading', { name: 'Logpush jobs' })).toBeVisible()
  await expect(row).toHaveCount(0)
  await page.goto(`${zone}/jobs/${id}`)
  await expect(main).toContainText(
    /This job no longer exists\. Gone since .*it was not deleted through this dashboard\./,
  )
  await expect(main.getByRole('heading', { name: /^30 days/ })).toBeVisible()
  await expectAccessible(page)
})
