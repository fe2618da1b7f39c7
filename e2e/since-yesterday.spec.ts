import { cloud, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { atIbm } from './support/at-ibm.ts'
import { zonePath } from './support/control.ts'
import { makeJob } from './support/job.ts'

test('the overview names what happened to which job, and the job’s page tells it among its changes', async ({
  page,
  signInAtCompany: signIn,
}) => {
  test.slow()
  await signIn('administrator')
  const { id: zoneId, name: zoneName } = cloud().zones.playground ?? { id: '', name: '' }
  const zone = zonePath(zoneId)
  const name = `told-since-yesterday-${'with-a-long-name-'.repeat(4)}end`
  const id = await makeJob(page, zoneId, { name, dataset: 'range_events' })

  await page.goto(zone)
  const row = page.locator(`[data-job="${id}"]`)
  // Once somebody has looked.
  await expect(row.getByRole('img', { name: /^24 hours: / })).toBeVisible({ timeout: 120_000 })
  await atIbm('PUT', `/zones/${zoneId}/logpush/jobs/${id}`, { enabled: false })
  await page.reload()
  await expect(row).toContainText('Paused')

  await page.goto('/')
  const news = page.getByRole('region', { name: 'Since yesterday' })
  const paused = news.getByRole('listitem').filter({ hasText: /jobs? paused/ })
  const all = paused.getByRole('button', { name: /^Show (?:all|less) jobs? paused$/ })
  const link = page.getByRole('link', { name: `${name} of ${zoneName}` })
  const one = paused.getByRole('listitem').filter({ has: link })
  await expect(paused).toContainText('not through this dashboard')
  await expect(one.or(all).first()).toBeVisible()
  // Of several all are listed; other journeys pause jobs too.
  if (await all.isVisible()) {
    await all.focus()
    await page.keyboard.press('Enter')
    await expect(one).toContainText(/not through this dashboard, \d\d:\d\d/)
  }
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(one).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await one.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}$`))
  const changes = page.getByRole('region', { name: 'Changes' })
  await expect(changes.getByRole('listitem')).toHaveText([
    /Paused, not through this dashboard$/,
    /Created by you$/,
  ])
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await atIbm('DELETE', `/zones/${zoneId}/logpush/jobs/${id}`)
})
