import { expect, test } from './fixtures'

test('the sign-in page opens and asks for an API key', async ({ page }) => {
  const answer = await page.goto('/sign-in')
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/sign in/i)
  await expect(page.getByLabel('API key', { exact: true })).toBeVisible()
})
