import { readFile } from 'node:fs/promises'
import { baseURL, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { field } from './support/wizard.ts'

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

test('found by person and words, opened, and exported as CSV', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'exported-http' }] })
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('switch', { name: 'Enabled' }).click()
  await expect(page.getByText(/exported-http is paused/)).toBeVisible()

  await page.goto('/activity')
  await page.keyboard.press('/')
  await expect(field(page, 'Search')).toBeFocused()
  await page.keyboard.type(zone.name)
  await field(page, 'Who').fill('lindqvist')
  await expect(page).toHaveURL(new RegExp(`actor=lindqvist&text=${zone.name}`))
  const attempts = page.getByRole('table', { name: 'Activity log' })
  const rows = attempts.getByRole('rowheader', { name: /exported-http/ })
  await expect(rows).toHaveCount(1)
  await expect(page.getByText('1 entry matches')).toBeVisible()

  await page.getByRole('button', { name: 'Dates: any' }).click()
  await page.getByRole('dialog', { name: 'Dates' }).getByRole('button', { name: 'Today' }).click()
  await expect(page).toHaveURL(/from=/)
  await expect(rows).toHaveCount(1)
  await field(page, 'Zone').click()
  await field(page, 'Zone').fill(zone.name)
  await page.getByRole('option', { name: zone.name }).click()
  await expect(page).toHaveURL(new RegExp(`zoneId=${zone.id}`))
  await field(page, 'Outcome').selectOption('failed')
  await expect(page.getByText('No matches.')).toBeVisible()
  // Each choice was a step of the browser's history.
  await page.goBack()
  await expect(rows).toHaveCount(1)
  await expect(field(page, 'Zone')).toHaveValue(zone.name)
  await page.goBack()
  await expect(field(page, 'Zone')).toHaveValue('Zone: any')
  await page.goForward()
  await expect(field(page, 'Zone')).toHaveValue(zone.name)
  const shared = page.url()
  await page.reload()
  await expect(page).toHaveURL(shared)
  await expect(field(page, 'Who')).toHaveValue('lindqvist')

  await attempts.getByRole('row', { name: /exported-http/ }).focus()
  await page.keyboard.press('Enter')
  await expect(attempts.getByText(/^[\d,]+, sha256$/)).toBeVisible()
  await expect(attempts.getByText('X-Correlation-ID')).toBeVisible()
  await expectAccessible(page)

  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export matches as CSV' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^activity-[\d-]+\.csv$/)
  const [head, row, ...rest] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(head).toMatch(/^seq,at,actor_name/)
  expect(row).toContain(`job.pause,,${zone.instanceId},${zone.id},${zone.name}`)
  expect(row).toContain('Marta Lindqvist')
  expect(rest).toEqual([])

  await attempts.getByRole('link', { name: 'Filter by this person' }).click()
  await expect(field(page, 'Who')).toHaveValue('Marta Lindqvist')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(page).toHaveURL(/\/activity$/)
})

test('what is about no zone says who, what and how it ended', async ({ page, signInAtCompany }) => {
  const refused = await page.request.post('/api/session', {
    headers: { Origin: baseURL() },
    data: { apiKey: 'FAKE-unknown-key-for-the-activity-0000000000' },
  })
  expect(refused.status()).toBe(401)
  await signInAtCompany('administrator')
  const grant = await page.request.post('/api/grants', {
    headers: { Origin: baseURL() },
    data: {
      subject: { kind: 'group', name: 'activity-readers-of-the-night-shift' },
      role: 'viewer',
      scope: { kind: 'pattern', pattern: '*.nowhere.example' },
      expiresAt: null,
    },
  })
  expect(grant.status()).toBe(201)

  await page.goto('/activity')
  const attempts = page.getByRole('table', { name: 'Activity log' })
  const row = (name: RegExp) => attempts.getByRole('row', { name }).first()
  await expect(row(/Signed in/)).toContainText('company account')
  await expect(row(/Failed to sign in/)).toContainText('Unknown')
  await expect(row(/Failed to sign in/)).toContainText('key or passcode rejected')
  const given = row(/Gave access/)
  await expect(given).toContainText('viewer on zones *.nowhere.example to group activity-readers')
  await given.getByRole('button', { name: /^Details/ }).click()
  await expect(attempts.getByText('*.nowhere.example').last()).toBeVisible()
  await expectAccessible(page)

  for (const width of [360, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Dates: any' }).click()
    await expect(page.getByRole('dialog', { name: 'Dates' })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Dates: any' })).toBeFocused()
  }
})
