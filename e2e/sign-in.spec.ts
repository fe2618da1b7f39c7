import type { Page } from '@playwright/test'
import { cloud, expect, expectAccessible, keyOf, test } from './fixtures'
import { passcodeOfNoAccount } from './support/sign-in.ts'
import { button, field } from './support/wizard.ts'

const apiKey = (page: Page) => field(page, 'API key')

async function signInWithKey(page: Page, key: string): Promise<void> {
  await apiKey(page).fill(key)
  await button(page, 'Sign in').click()
}

test('with a one-time passcode, and out again: the back button shows nothing', async ({
  page,
  control,
  zone,
  watch,
}) => {
  watch.allow(401)
  await page.goto(zone.path)
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/)
  await page.getByRole('tab', { name: 'One-time passcode' }).click()
  await expect(page.getByRole('link', { name: /Get one from IBM/ })).toBeVisible()
  await field(page, 'One-time passcode').fill(await control.passcode())
  await button(page, 'Sign in').click()
  await expect(page).toHaveURL(zone.path)
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()

  await button(page, /Marta Lindqvist/).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  const session = await page.request.get('/api/session')
  expect(session.status()).toBe(401)
  expect(await session.json()).toMatchObject({ code: 'signed_out' })
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect(page.getByText(zone.name)).toHaveCount(0)
})

test('a passcode of no account asks which one, by keyboard too', async ({
  page,
  control,
  zone,
  watch,
}) => {
  watch.allow(401, 409)
  await page.goto(zone.path)
  await passcodeOfNoAccount(page, control)
  const accounts = page.getByRole('radiogroup', { name: 'Account' })
  const { account, otherAccount } = cloud()
  const [own, other] = [account, otherAccount].map(({ name }) =>
    accounts.getByRole('radio', { name }),
  )
  if (!own || !other) throw new Error('no accounts')
  await expect(own).toBeFocused()
  await expectAccessible(page)

  await page.keyboard.press('Enter')
  await expect(accounts).toHaveAccessibleDescription(/Choose an account/)
  await page.keyboard.press('ArrowDown')
  await expect(other).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await expect(own).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(zone.path)
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()
  const session = await (await page.request.get('/api/session')).json()
  expect(session.account).toEqual(account)
})

test('each refusal says its reason at the field, and nothing that was typed is lost', async ({
  page,
  watch,
}) => {
  watch.allow(401)
  await page.goto('/sign-in')
  const reasons = [
    ['unknown', /Unknown API key/],
    ['disabled', /This key is disabled/],
    ['locked', /This key is locked/],
    ['mfa', /requires a second factor/],
  ] as const
  for (const [name, words] of reasons) {
    await signInWithKey(page, keyOf(name))
    await expect(apiKey(page)).toHaveAccessibleDescription(words)
    await expect(apiKey(page)).toHaveValue(keyOf(name))
    await expect(apiKey(page)).toBeFocused()
  }
  await button(page, 'Use a passcode').click()
  await expect(field(page, 'One-time passcode')).toBeFocused()
  await field(page, 'One-time passcode').fill(cloud().usedPasscode)
  await button(page, 'Sign in').click()
  await expect(field(page, 'One-time passcode')).toHaveAccessibleDescription(
    /was used or has expired/,
  )
})

test('an empty field asks for the key, and the key can be looked at', async ({ page }) => {
  await page.goto('/sign-in')
  await button(page, 'Sign in').click()
  await expect(apiKey(page)).toHaveAccessibleDescription(/Paste your API key/)
  await apiKey(page).fill('FAKE-typed')
  await expect(apiKey(page)).toHaveAttribute('type', 'password')
  await button(page, 'Show typed text').click()
  await expect(apiKey(page)).toHaveAttribute('type', 'text')
})

test('who has no role on any instance is told so', async ({ page, signIn, watch }) => {
  watch.allow(403)
  await signIn('noroles')
  await page.goto('/')
  // The background has to have asked first.
  await expect(
    page.getByText(/No CIS instances|Your zones could not be loaded/).first(),
  ).toBeVisible({ timeout: 60_000 })
  await page.goto('/zones')
  await expect(page.getByText(/No CIS instances|You don’t have access to the zones/)).toBeVisible()
})

test('too many refused keys from one address have to wait', async ({ page, watch }) => {
  watch.allow(401, 429)
  await page.goto('/sign-in')
  for (let n = 0; n < 10; n++) {
    const answer = page.waitForResponse('**/api/session')
    await signInWithKey(page, `FAKE-never-made-${n}-0123456789`)
    expect((await answer).status()).toBe(401)
  }
  await signInWithKey(page, keyOf('manager'))
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/Try again in \d+ (min|s)/)
  await expect(page).toHaveURL(/sign-in/)
})
