import { expect, test } from './fixtures'
import { button } from './support/wizard.ts'

test('each tab has the name of its zone or job', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [{ name: 'alpha' }] })
  const job = `${zone.path}/jobs/${zone.jobIds[0]}`
  await signIn()
  const titles = {
    [zone.path]: `${zone.name} · Logpush`,
    [job]: 'alpha · Logpush',
    [`${job}/edit`]: 'Edit alpha · Logpush',
    [`${zone.path}/jobs/new`]: `New job · ${zone.name} · Logpush`,
    '/activity': 'Activity · Logpush',
  }
  for (const [path, title] of Object.entries(titles)) {
    await page.goto(path)
    await expect(page).toHaveTitle(title)
  }
  await page.goto(zone.path)
  await page.getByRole('link', { name: 'alpha' }).click()
  await expect(page).toHaveTitle('alpha · Logpush')
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page).toHaveTitle('Edit alpha · Logpush')
  await page.goBack()
  await expect(page).toHaveTitle('alpha · Logpush')
  await page.goBack()
  await expect(page).toHaveTitle(`${zone.name} · Logpush`)
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page).toHaveTitle('Activity · Logpush')
})

test('the page for an address that does not exist keeps search and account', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(404)
  const zone = await control.zone()
  for (const path of ['/no/such/page', '/instances/none', `${zone.path}/nothing`]) {
    await page.goto(path)
    await expect(page.getByText(/doesn’t exist/)).toBeVisible()
    await expect(button(page, 'Account and theme')).toBeHidden()
  }
  await signIn()
  for (const path of ['/no/such/page', '/instances/none', `${zone.path}/nothing`]) {
    expect((await page.goto(path))?.status()).toBe(404)
    await expect(page.getByText(/doesn’t exist/)).toBeVisible()
    await expect(button(page, /^Marta/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Escape')
  }
  await button(page, /^Marta/).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a sentence says what is needed', async ({ page, zone, signIn }) => {
    // Not found by its text: Playwright takes what is in `noscript` for code.
    const needed = page.locator('noscript p')
    await page.goto('/sign-in')
    await expect(needed).toHaveText(/needs JavaScript/)
    await signIn()
    await page.goto(zone.path)
    await expect(needed).toBeVisible()
  })
})
