import type { Page } from '@playwright/test'
import { expect, keyOf, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  choose,
  chooseBucket,
  chooseChallenge,
  field,
  giveKey,
  goNext,
  openNewJob,
  step,
  steps,
} from './support/wizard.ts'

const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps of the new job' })

test('Next leads in every step to what is wrong', async ({ page, control, signIn }) => {
  const zone = await control.zone({ retention: false })
  await signIn()
  await openNewJob(page, zone)
  await button(page, 'Next: Logs').click()
  await expect(field(page, 'Object Storage instance')).toBeFocused()
  await expect(field(page, 'Object Storage instance')).toHaveAccessibleDescription(
    /Choose an Object Storage instance/,
  )
  await chooseBucket(page, { path: folderOf(zone) })
  await button(page, 'Next: Logs').click()
  await expect(field(page, 'Destination API key')).toBeFocused()

  await chooseChallenge(page)
  await goNext(page, 'Ownership')
  await expect(button(page, 'I have done this')).toBeVisible()
  await button(page, 'Next: Logs').click()
  const line = page.getByRole('list', { name: 'Proof of ownership' }).getByRole('listitem').first()
  await expect(line.locator(':focus')).toHaveCount(1)
  await expect(page).toHaveURL(/step=ownership/)

  await page.goBack()
  await choose(page, 'Authentication', 'API key')
  await giveKey(page)
  await goNext(page, 'Logs')
  await field(page, 'Name').fill('')
  await button(page, 'Next: Review').click()
  await expect(field(page, 'Name')).toBeFocused()
  await expect(field(page, 'Name')).toHaveAccessibleDescription(/Enter a name/)
  await field(page, 'Name').fill('a name')
  await choose(page, 'Which fields', 'Custom')
  await button(page, 'Only selected').click()
  const ticked = page.getByRole('checkbox', { checked: true })
  while ((await ticked.count()) > 0) await ticked.first().uncheck()
  await button(page, 'Next: Review').click()
  // The first on the page, not the one that was changed last.
  await expect(page.getByRole('alert').filter({ hasText: 'at least one field' })).toBeFocused()
  await choose(page, 'Which fields', 'Default')
  await field(page, 'Name').fill('a-name')
  await goNext(page, 'Review')

  await button(page, 'Create job').click()
  const retention = page.getByRole('listitem').filter({ hasText: 'Log retention' })
  await expect(retention.getByRole('button')).toBeFocused()
  expect(await control.writes(zone)).toEqual([])
})

test('a refused test holds Next back, which leads to it', async ({ page, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page, 'cosNoRole')
  await button(page, 'Write a test object').click()
  await expect(page.getByText(/Refused \(403\)/)).toBeVisible()
  await button(page, 'Next: Logs').click()
  await expect(button(page, 'Write a test object')).toBeFocused()
  await expect(page).toHaveURL(/step=destination/)
})

test('the first step says that log retention is off, and turns it on', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ retention: false })
  await signIn()
  await openNewJob(page, zone)
  await expect(page.getByRole('main')).toContainText('Log retention is off.')
  await button(page, /^Turn (it )?on$/).click()
  await expect(page.getByText('Log retention is off.')).toBeHidden()
  await expect.poll(() => control.writes(zone)).toEqual([expect.stringMatching(/retention/)])
})

test('the ownership step that a key skips looks skipped', async ({ page, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  const ownership = rail(page).getByRole('listitem').filter({ hasText: 'Ownership' })
  await expect(ownership).toContainText('skipped')
  await chooseBucket(page)
  await chooseChallenge(page)
  await expect(ownership).toContainText('to come')
})

test('the suggested name is filled in, unique, and follows the dataset until it is edited', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ name: 'suggests.example', jobs: [{ name: 'suggests-http' }] })
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  const name = field(page, 'Name')
  await expect(name).toHaveValue('suggests-http-2')
  await choose(page, 'Dataset', 'Firewall events')
  await expect(name).toHaveValue('suggests-firewall')
  await goNext(page, 'Review')
  await page.goBack()
  await expect(name).toHaveValue('suggests-firewall')
  await name.fill('mine')
  await choose(page, 'Dataset', 'DNS logs')
  await expect(name).toHaveValue('mine')
  await page.reload()
  await expect(name).toHaveValue('mine')
})

test('two tabs do not share one draft unawares', async ({ page, context, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: 'from-the-first' })
  await expect(page.getByText(/Draft kept/).first()).toBeVisible()
  const second = await context.newPage()
  await openNewJob(second, zone)
  const told = (tab: Page) => tab.getByText('This draft was opened in another tab too.')
  await expect(field(second, 'Path')).toHaveValue('from-the-first')
  await expect(told(second)).toBeVisible()
  await expect(told(page)).toBeHidden()
  await field(page, 'Path').fill('changed-in-the-first')
  await expect
    .poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })))
    .toContain('changed-in-the-first')

  await button(second, 'Continue here').click()
  await expect(field(second, 'Path')).toHaveValue('changed-in-the-first')
  await expect(told(second)).toBeHidden()
  await expect(told(page)).toBeVisible()
  await field(page, 'Path').fill('not-kept')
  await field(second, 'Path').fill('from-the-second')
  await expect
    .poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })))
    .toContain('from-the-second')
  await second.close()
  // What was kept there is not undone without being told to.
  await expect(told(page)).toBeVisible()
  await button(page, 'Continue here').click()
  await expect(told(page)).toBeHidden()
  await expect(field(page, 'Path')).toHaveValue('not-kept')
  const third = await context.newPage()
  await openNewJob(third, zone)
  await expect(field(third, 'Path')).toHaveValue('not-kept')
  await expect(told(third)).toBeVisible()
  await page.close()
  await expect(told(third)).toBeHidden()
})

test('a typed key is not dropped without a word', async ({ page, zone, signIn }) => {
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('link', { name: 'New job' }).click()
  await chooseBucket(page, { path: folderOf(zone) })
  await field(page, 'Destination API key').fill(keyOf('cosWriter'))
  const asking = page.getByRole('alertdialog', { name: 'Leave without the API key?' })
  const stay = async () => {
    await expect(asking).toBeVisible()
    await asking.getByRole('button', { name: 'Stay' }).click()
    await expect(asking).toBeHidden()
    await expect(field(page, 'Destination API key')).toHaveValue(keyOf('cosWriter'))
  }

  await page.getByRole('link', { name: 'Activity' }).click()
  await stay()
  await page.keyboard.press('g')
  await page.keyboard.press('z')
  await stay()
  await page.evaluate(() => history.back())
  await stay()
  const asked = page.waitForEvent('dialog')
  await page.evaluate(() => void setTimeout(() => location.reload()))
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await expect(field(page, 'Destination API key')).toHaveValue(keyOf('cosWriter'))

  await page.getByRole('link', { name: 'Activity' }).click()
  await asking.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
  await page.goBack()
  await expect(step(page, steps.destination)).toBeVisible()
  await expect(field(page, 'Destination API key')).toHaveValue('')
  // Without a key there is nothing to ask about.
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
})

test('nor is one that was typed in an edit', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [{ name: 'edited' }] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  await field(page, 'Destination API key').fill(keyOf('cosWriter'))
  await page.getByRole('link', { name: 'Back to job' }).click()
  const asking = page.getByRole('alertdialog', { name: 'Leave without the API key?' })
  await expect(asking).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(asking).toBeHidden()
  await expect(field(page, 'Destination API key')).toHaveValue(keyOf('cosWriter'))
})
