import { expect, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  giveKey,
  goNext,
  nameAndReview,
  openNewJob,
} from './support/wizard.ts'

// The connection breaks after the request was sent, and IBM carries it out some seconds later: longer than the three
// looks that a request takes itself, so the server goes on looking when the page is already told.
const landsLate = { kind: 'lands-late', seconds: 6 }

test('a create that lands late is found, once, without anybody pressing anything', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(504)
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'lands-late')
  await control.fault(
    { service: 'cis', method: 'POST', path: `${zone.id}/logpush/jobs`, times: 1 },
    landsLate,
  )
  await button(page, 'Create job').click()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('We don’t know yet whether the job was created.')
  await expect(alert).toContainText('We keep checking; don’t create it again.')
  await expect(page).toHaveURL(/\/jobs\/\d+/, { timeout: 30_000 })
  await expect(page.getByText('Created, once.')).toBeVisible()
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
  await page.goto('/activity')
  await expect(page.getByRole('row', { name: /lands-late/ }).first()).toContainText('succeeded')
})

test('a pause that lands late is shown as soon as it is known', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(504)
  const zone = await control.zone({ jobs: [{ name: 'pauses-late' }] })
  await signIn()
  await page.goto(zone.path)
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  await control.fault({ service: 'cis', method: 'PUT', path: zone.id, times: 1 }, landsLate)
  await table.getByRole('switch', { name: 'Enabled' }).click()
  await expect(table.getByRole('alert')).toContainText(
    'We don’t know yet whether the job was paused.',
  )
  await expect(table.getByRole('switch', { name: 'Enabled' })).not.toBeChecked({ timeout: 30_000 })
  await expect(table.getByRole('alert')).toBeHidden()
  await expect(table.getByText('Paused')).toBeVisible()
  expect(await control.writes(zone)).toHaveLength(1)
})

test('a deletion that lands late closes its own question', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(504)
  const zone = await control.zone({ jobs: [{ name: 'goes-late' }] })
  await signIn()
  await page.goto(zone.path)
  await button(page, 'More for goes-late').click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const asking = page.getByRole('alertdialog', { name: 'Delete goes-late?' })
  await asking.getByRole('textbox').fill('goes-late')
  await control.fault({ service: 'cis', method: 'DELETE', path: zone.id, times: 1 }, landsLate)
  await asking.getByRole('button', { name: 'Delete job' }).click()
  await expect(asking).toContainText('We don’t know yet whether the job was deleted.')
  await expect(asking).toBeHidden({ timeout: 30_000 })
  await expect(page.getByText(/goes-late deleted/)).toBeVisible()
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
  expect(await control.writes(zone)).toHaveLength(1)
})

test('a switch of log retention that lands late is shown as soon as it is known', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(504)
  const zone = await control.zone({ retention: false })
  await signIn()
  await page.goto(zone.path)
  const retention = page.getByRole('switch', { name: 'Log retention' })
  await control.fault(
    { service: 'cis', method: 'POST', path: `${zone.id}/logs/retention`, times: 1 },
    landsLate,
  )
  await retention.click()
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText(
    'We don’t know yet whether log retention was turned on.',
  )
  await expect(retention).toBeChecked({ timeout: 30_000 })
  await expect(page.getByText('We don’t know yet')).toBeHidden()
})
