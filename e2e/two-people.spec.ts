import { expect, test } from './fixtures'
import { button, field } from './support/wizard.ts'

test('two people edit the same job: both changes are shown, and one keeps theirs on top', async ({
  page,
  another,
  control,
  signIn,
  watch,
}) => {
  watch.allow(409)
  const zone = await control.zone({ jobs: [{ name: 'shared' }] })
  const edit = `${zone.path}/jobs/${zone.jobIds[0]}/edit`
  await signIn()
  const jonas = await another('writer')
  await page.goto(edit)
  await jonas.goto(edit)
  await field(page, 'Name').fill('mine')
  await field(jonas, 'Frequency').selectOption('low')
  await button(jonas, 'Save 1 change').click()
  await jonas.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(jonas.getByRole('heading', { level: 1, name: 'shared', exact: true })).toBeVisible()

  await button(page, 'Save 1 change').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  const both = page.getByRole('dialog', { name: 'This job has changed' })
  await expect(both).toContainText('Jonas Weber changed this job at')
  await expect(both.getByRole('row', { name: /^Frequency/ })).toContainText('unchanged')
  await expect(both.getByRole('row', { name: /^Name/ })).toContainText('mine')
  await both.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'mine', exact: true })).toBeVisible()

  const job = await (await page.request.get(`/api${zone.path}/jobs/${zone.jobIds[0]}`)).json()
  expect(job).toMatchObject({ name: 'mine', frequency: 'low' })
  expect(await control.writes(zone)).toHaveLength(2)
})

test('take theirs drops one’s own changes and sends nothing', async ({
  page,
  another,
  control,
  signIn,
  watch,
}) => {
  watch.allow(409)
  const zone = await control.zone({ jobs: [{ name: 'shared' }] })
  const edit = `${zone.path}/jobs/${zone.jobIds[0]}/edit`
  await signIn()
  const jonas = await another('writer')
  await page.goto(edit)
  await field(page, 'Name').fill('mine')
  await jonas.goto(zone.path)
  await jonas.getByRole('switch', { name: 'Enabled' }).click()
  await expect(jonas.getByText(/shared is paused/)).toBeVisible()
  await button(page, 'Save 1 change').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  const both = page.getByRole('dialog', { name: 'This job has changed' })
  await both.getByRole('button', { name: 'Take theirs' }).click()
  await expect(field(page, 'Name')).toHaveValue('shared')
  await expect(field(page, 'Enabled')).not.toBeChecked()
  expect(await control.writes(zone)).toHaveLength(1)
})
