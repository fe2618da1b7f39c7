import { expect, expectAccessible, test } from './fixtures'
import { button } from './support/wizard.ts'

const people = [
  { name: 'Ines Brandt', admin: true },
  { name: 'Tomás Araújo', admin: false },
  { name: 'Yuki Tanaka', admin: false },
]

for (const { name, admin } of people) {
  test(`${name} signs in with the company account, and out of it again`, async ({
    page,
    watch,
  }) => {
    watch.allow(401)
    await page.goto('/activity?outcome=failed')
    await expect(page).toHaveURL(/\/sign-in\?returnTo=/)
    await page.getByRole('link', { name: 'Continue with your company account' }).click()
    await expect(page.getByRole('heading', { name: 'Who do you want to be?' })).toBeVisible()
    await page.getByRole('button', { name }).click()
    await expect(page).toHaveURL('/activity?outcome=failed')
    const session = await (await page.request.get('/api/session')).json()
    expect(session).toMatchObject({ user: { name }, kind: 'oidc', admin, account: null })

    await button(page, new RegExp(name)).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    expect((await page.request.get('/api/session')).status()).toBe(401)
    // Signed out there as well: the provider asks again.
    await page.getByRole('link', { name: 'Continue with your company account' }).click()
    await expect(page.getByRole('heading', { name: 'Who do you want to be?' })).toBeVisible()
  })
}

test('a sign-in that comes to nothing says why, and the next one works', async ({ page }) => {
  await page.goto('/sign-in?error=provider_unavailable&returnTo=%2Factivity')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('is not responding')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Continue with your company account' }).click()
  await page.getByRole('button', { name: 'Yuki Tanaka' }).click()
  await expect(page).toHaveURL('/activity')
})
