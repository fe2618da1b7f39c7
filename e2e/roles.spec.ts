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
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  const enabled = table.getByRole('switch', { name: 'Enabled' })
  await enabled.click()
  await expect(table.getByRole('alert')).toContainText(/Writer/)
  await expect(enabled).toBeChecked()
  await page.getByRole('switch', { name: 'Log retention' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByRole('switch', { name: 'Log retention' })).toBeChecked()
  await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible()
})

test('a team member sees the instance that is theirs to change', async ({ page, signIn }) => {
  await signIn('team')
  await page.goto('/')
  const instances = page.getByRole('region', { name: 'Instances' })
  await instances.getByRole('link', { name: 'cis-stage' }).click()
  await expect(page.getByRole('link', { name: /stage\.nordlicht\.example/ })).toBeVisible()
  await expect(instances.getByRole('link', { name: 'cis-web-legacy' })).toBeVisible()
})
