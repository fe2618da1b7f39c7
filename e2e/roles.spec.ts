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

test('a writer who creates is told that it takes Manager; the draft stays', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(403)
  await signIn('writer')
  await openNewJob(page, zone)
  await expect(
    page.getByText('Creating needs Manager on cis-prod-emea; you have Writer.'),
  ).toBeVisible()
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'not-mine-to-make')
  await button(page, 'Create job').click()
  const notice = page.getByRole('main').getByRole('alert')
  await expect(notice).toContainText('Creating needs Manager on cis-prod-emea.')
  await expect(notice).toContainText('Your draft is kept.')
  await page.reload()
  await expect(page.getByText('not-mine-to-make').first()).toBeVisible()
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
})

test('a reader sees all and changes nothing', async ({ page, control, signIn, watch }) => {
  watch.allow(403)
  const zone = await control.zone({ jobs: [{ name: 'only-to-read' }] })
  await signIn('reader')
  await page.goto(zone.path)
  await expect(page.getByText('changing needs Writer')).toBeVisible()
  const newJob = page.getByRole('link', { name: 'New job' })
  await expect(newJob).toHaveAccessibleDescription('Needs Manager; you have Reader')
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  const enabled = table.getByRole('switch', { name: 'Enabled' })
  await expect(enabled).toHaveAccessibleDescription(/Needs Writer; you have Reader/)
  await table.getByRole('button', { name: 'More for only-to-read' }).click()
  await expect(page.getByRole('menuitem', { name: /^Delete…/ })).toContainText('Needs Manager')
  await page.keyboard.press('Escape')
  await enabled.click()
  await expect(table.getByRole('alert')).toContainText(/Writer/)
  await expect(enabled).toBeChecked()
  await page.getByRole('switch', { name: 'Log retention' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByRole('switch', { name: 'Log retention' })).toBeChecked()
  await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  const edit = page.getByRole('link', { name: 'Edit', exact: true })
  await expect(edit).toHaveAccessibleDescription('Needs Writer; you have Reader')
  await expect(button(page, 'Pause')).toHaveAccessibleDescription('Needs Writer; you have Reader')
  await edit.click()
  await expect(
    page.getByText('Editing needs Writer on cis-prod-emea; you have Reader.'),
  ).toBeVisible()
})

test('a team member sees the instance that is theirs to change', async ({ page, signIn }) => {
  await signIn('team')
  await page.goto('/zones')
  const instances = page.getByRole('region', { name: 'Instances' })
  await instances.getByRole('link', { name: 'cis-stage' }).click()
  await expect(page.getByRole('link', { name: /stage\.nordlicht\.example/ })).toBeVisible()
  await expect(instances.getByRole('link', { name: 'cis-web-legacy' })).toBeVisible()
})
