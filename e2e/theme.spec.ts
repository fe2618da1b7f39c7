import { expect, test } from './fixtures'
import { button } from './support/wizard.ts'

test('a theme that was chosen is in the first bytes of the next page', async ({
  page,
  context,
  signIn,
}) => {
  await signIn()
  await page.goto('/')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  await button(page, /Marta Lindqvist/).click()
  await page.getByRole('menuitemradio', { name: 'Dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)

  // Before any script has run: what the server sent, and nothing else.
  const html = await (await context.request.get('/')).text()
  expect(html).toMatch(/<html[^>]*data-theme="dark"/)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark)

  await button(page, /Marta Lindqvist/).click()
  await page.getByRole('menuitemradio', { name: 'System theme' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe(dark)
})
