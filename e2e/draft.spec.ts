import { cloud, expect, keyOf, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  field,
  giveKey,
  goNext,
  openNewJob,
  step,
  steps,
} from './support/wizard.ts'

test('a draft survives a reload without its key, and can be discarded', async ({
  page,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await field(page, 'Name').fill('kept-name')
  await expect(page.getByText(/Draft kept \d\d:\d\d, without the key/)).toBeVisible()
  await page.reload()
  await expect(page).toHaveURL(/step=logs/)
  await expect(field(page, 'Name')).toHaveValue('kept-name')
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(stored).toContain('kept-name')
  expect(stored).not.toContain(keyOf('cosWriter'))

  await goNext(page, 'Review')
  await expect(page.getByText(/drafts are kept without their key/)).toBeVisible()
  await button(page, 'Enter the key').click()
  await expect(field(page, 'Bucket')).toHaveValue(cloud().bucket)
  await expect(field(page, 'Path')).toHaveValue(folderOf(zone))
  await expect(field(page, 'Destination API key')).toHaveValue('')

  await button(page, 'Discard draft').click()
  await expect(field(page, 'Bucket')).toHaveValue('')
  await button(page, 'Undo').click()
  await expect(field(page, 'Bucket')).toHaveValue(cloud().bucket)
})

test('back and forward of the browser walk the steps', async ({ page, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await field(page, 'Name').fill('there-and-back')
  await goNext(page, 'Review')
  await page.goBack()
  await expect(field(page, 'Name')).toHaveValue('there-and-back')
  await page.goBack()
  await expect(step(page, steps.destination)).toBeVisible()
  await expect(field(page, 'Destination API key')).toHaveValue(keyOf('cosWriter'))
  await page.goForward()
  await page.goForward()
  await expect(step(page, steps.review)).toBeVisible()
  await expect(button(page, 'Create job')).toBeVisible()
})

test('a session that ends in the middle of the form: sign in, and the form is there', async ({
  page,
  context,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(401)
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await context.clearCookies()
  await field(page, 'Destination API key').fill(keyOf('cosWriter'))
  const over = page.getByRole('alertdialog', { name: 'Your session has ended' })
  await expect(over).toContainText('your draft stays')
  await over.getByRole('link', { name: 'Sign in again' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await field(page, 'API key').fill(keyOf('manager'))
  await button(page, 'Sign in').click()

  await expect(step(page, steps.destination)).toBeVisible()
  await expect(field(page, 'Bucket')).toHaveValue(cloud().bucket)
  await expect(field(page, 'Path')).toHaveValue(folderOf(zone))
  await expect(field(page, 'Destination API key')).toHaveValue('')
})
