import { expect, test } from './fixtures'
import { button } from './support/wizard.ts'

test('pause and resume, from the zone’s list and from the job’s page', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'on-and-off' }] })
  await signIn()
  await page.goto(zone.path)
  const row = page.getByRole('table', { name: 'Logpush jobs' })
  const enabled = row.getByRole('switch', { name: 'Enabled' })
  await expect(enabled).toBeChecked()
  await enabled.click()
  await expect(row.getByText('Paused')).toBeVisible()
  await expect(enabled).not.toBeChecked()
  await expect(page.getByText(/on-and-off is paused/)).toBeVisible()
  const told = page.getByRole('region', { name: 'Messages' })
  await told.getByRole('button', { name: 'Resume' }).click()
  await expect(enabled).toBeChecked()

  await row.getByRole('link', { name: 'on-and-off' }).click()
  await button(page, 'Pause').click()
  // What changed says the same below, once for each pause.
  await expect(page.getByRole('strong').filter({ hasText: /^Paused by you/ })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).click()
  await expect(button(page, 'Pause')).toBeVisible()
  const one = `PUT /logpush/jobs/${zone.jobIds[0]}`
  expect(await control.writes(zone)).toEqual([one, one, one, one])
})

test('a pause that fails because the destination is down says that it is the destination', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(422, 502)
  const zone = await control.zone({ jobs: [{ name: 'cut-off' }] })
  await control.fault(
    { service: 'cis', method: 'PUT', path: zone.id },
    { kind: 'destination-down' },
  )
  await signIn()
  await page.goto(zone.path)
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  await table.getByRole('switch', { name: 'Enabled' }).click()
  const notice = table.getByRole('alert')
  await expect(notice).toContainText(/The destination is down .*the job itself is fine/)
  await expect(table.getByRole('switch', { name: 'Enabled' })).toBeChecked()
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toBeHidden()

  await table.getByRole('link', { name: 'cut-off' }).click()
  await button(page, 'Pause').click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    /The destination is down .*the job itself is fine/,
  )
})

test('a job is deleted only after its name was typed', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [{ name: 'to-be-deleted' }, { name: 'stays' }] })
  await signIn()
  await page.goto(zone.path)
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  await button(page, 'More for to-be-deleted').click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const asking = page.getByRole('alertdialog', { name: 'Delete to-be-deleted?' })
  await asking.getByLabel('Type the job’s name to confirm').fill('to-be')
  await asking.getByRole('button', { name: 'Delete job' }).press('Enter')
  await expect(asking).toBeVisible()
  expect(await control.writes(zone)).toEqual([])
  await asking.getByLabel('Type the job’s name to confirm').fill('to-be-deleted')
  await asking.getByRole('button', { name: 'Delete job' }).click()
  await expect(asking).toBeHidden()
  await expect(table.getByRole('link', { name: 'to-be-deleted' })).toBeHidden()
  await expect(table.getByRole('link', { name: 'stays' })).toBeVisible()
  await expect(page.getByText(/to-be-deleted deleted/)).toBeVisible()
  expect(await control.writes(zone)).toEqual([`DELETE /logpush/jobs/${zone.jobIds[0]}`])
})

test('a job that is gone says so, and what is known of it', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(404)
  const zone = await control.zone({ jobs: [{ name: 'short-lived' }] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Delete job…' }).click()
  const asking = page.getByRole('alertdialog')
  await asking.getByRole('textbox').fill('short-lived')
  await asking.getByRole('button', { name: 'Delete job' }).click()
  await expect(page).toHaveURL(zone.path)
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await expect(page.getByText('This job no longer exists.')).toBeVisible()
  await expect(page.getByText(/Deleted by you/)).toBeVisible()
  await page.getByRole('link', { name: 'View the zone’s jobs' }).click()
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
})
