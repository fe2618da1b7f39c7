import { baseURL, cloud, expect, expectAccessible, test } from './fixtures'
import { atIbm } from './support/at-ibm.ts'
import { zonePath } from './support/control.ts'

test('what is done to a job outside the dashboard is told as such, and its page outlives it', async ({
  page,
  signInAtCompany: signIn,
  watch,
}) => {
  test.slow()
  watch.allow(404)
  await signIn('administrator')
  const { id: zoneId } = cloud().zones.playground ?? { id: '' }
  const { bucket, bucketRegion, cosInstanceId, destinationKeys } = cloud()
  const zone = zonePath(zoneId)
  const made = await page.request.post(`/api${zone}/jobs`, {
    headers: { Origin: baseURL() },
    data: {
      name: 'seen-from-outside',
      enabled: true,
      dataset: 'range_events',
      frequency: 'high',
      logs: { fields: { mode: 'all' }, timestamps: 'rfc3339' },
      destination: {
        kind: 'cos',
        instanceId: cosInstanceId,
        bucket,
        region: bucketRegion,
        path: 'seen-from-outside',
        dailyFolders: false,
        auth: 'apiKey',
        apiKey: destinationKeys.cosWriter,
      },
    },
  })
  expect(made.status(), await made.text()).toBe(201)
  const { id } = await made.json()
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
