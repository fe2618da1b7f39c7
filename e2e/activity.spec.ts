import { expect, test } from './fixtures'

test('attempts and outcomes, with who, what and IBM’s correlation id', async ({
  page,
  another,
  control,
  signIn,
  watch,
}) => {
  watch.allow(403)
  const zone = await control.zone({ jobs: [{ name: 'looked-at' }] })
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('switch', { name: 'Enabled' }).click()
  await expect(page.getByText(/looked-at is paused/)).toBeVisible()
  const aylin = await another('reader')
  await aylin.goto(zone.path)
  await aylin.getByRole('switch', { name: 'Enabled' }).click()
  await expect(aylin.getByRole('alert').first()).toBeVisible()

  await page.goto(`/activity?instanceId=${zone.instanceId}&zoneId=${zone.id}`)
  const attempts = page.getByRole('table', { name: 'Activity log' })
  await expect(attempts.getByRole('rowheader', { name: /looked-at/ })).toHaveCount(2)
  const paused = attempts.getByRole('row', { name: /Paused looked-at/ })
  await expect(paused).toContainText('Marta Lindqvist')
  await expect(paused).toContainText('succeeded')
  const tried = attempts.getByRole('row', { name: /Failed to resume looked-at/ })
  await expect(tried).toContainText('Aylin Demir')
  await expect(tried).toContainText('refused by IBM')

  await paused.getByRole('button', { name: /^Details/ }).click()
  await expect(attempts.getByText('X-Correlation-ID')).toBeVisible()
  await expect(attempts.getByText('marta.lindqvist@nordlicht.example')).toBeVisible()

  await page.getByLabel('Outcome').selectOption('failed')
  await expect(attempts.getByRole('rowheader', { name: /looked-at/ })).toHaveCount(1)
  await expect(tried).toBeVisible()
  await expect(page).toHaveURL(/outcome=failed/)
  await page.getByLabel('Action').selectOption('job.delete')
  await expect(page.getByText('No matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(/\/activity$/)
})

test('secrets are not in what is kept', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [{ name: 'masked' }] })
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('switch', { name: 'Enabled' }).click()
  await expect(page.getByText(/masked is paused/)).toBeVisible()
  const kept = await page.request.get(`/api/activity?zoneId=${zone.id}`)
  const text = await kept.text()
  expect(text).toContain('job.pause')
  expect(text).not.toContain('FAKE-')
})
