import { cloud, expect, expectAccessible, keyOf, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  choose,
  chooseBucket,
  chooseChallenge,
  field,
  giveKey,
  goNext,
  nameAndReview,
  openNewJob,
  setSwitch,
} from './support/wizard.ts'

test('a new job by key, each step, and its first minutes', async ({ page, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  await expectAccessible(page)
  await field(page, 'Object Storage instance').selectOption({ label: 'cos-edge-logs' })
  await field(page, 'Bucket').click()
  await expect(page.getByRole('option', { name: cloud().bucket }).first()).toBeVisible()
  await expectAccessible(page)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await button(page, 'Write a test object').click()
  await expect(page.getByText(/Written at/)).toBeVisible()
  await expectAccessible(page)
  await goNext(page, 'Logs')
  await expect(page.getByRole('checkbox').first()).toBeVisible()
  await expectAccessible(page)
  await nameAndReview(page, 'accessible')
  await expectAccessible(page)
  await button(page, 'Create job').click()
  await expect(page.getByRole('heading', { name: 'First delivery' })).toBeVisible()
  await expectAccessible(page)
})

test('a new job to Cloud Logs, with a key that is refused', async ({ page, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  await choose(page, 'Destination type', 'IBM Cloud Logs')
  await field(page, 'Cloud Logs instance').selectOption(cloud().cloudLogsInstanceId)
  await giveKey(page, 'logsNoSender')
  await button(page, 'Send a test line').click()
  await expect(page.getByText(/Refused \(403\)/)).toBeVisible()
  await expectAccessible(page)
})

test('the ownership step: to do, asked for, differing, validated', async ({
  page,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone), dailyFolders: false })
  await chooseChallenge(page)
  await goNext(page, 'Ownership')
  await expectAccessible(page)
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await expect(button(page, 'Read it for me')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Read it for me').click()
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Destination' }).click()
  await setSwitch(field(page, 'Daily folders'), true)
  await goNext(page, 'Ownership')
  await expect(page.getByRole('row', { name: /^Path/ })).toContainText('differs')
  await expectAccessible(page)
})

test('a session that is over', async ({ page, context, zone, signIn, watch }) => {
  watch.allow(401)
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await context.clearCookies()
  await field(page, 'Destination API key').fill(keyOf('cosWriter'))
  await expect(page.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
  await expectAccessible(page)
})
