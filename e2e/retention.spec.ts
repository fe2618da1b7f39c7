import { expect, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  createJob,
  giveKey,
  goNext,
  nameAndReview,
  openNewJob,
  pressHeld,
} from './support/wizard.ts'

test('a zone with log retention off: the review says so and turns it on', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ retention: false })
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'needs-retention')
  const retention = page.getByRole('listitem').filter({ hasText: 'Log retention' })
  await expect(retention).toContainText('Must be fixed')
  await expect(button(page, 'Create job')).toHaveAccessibleDescription(
    /Turn on log retention first/,
  )
  await pressHeld(page, 'Create job')
  await expect(page).toHaveURL(/step=review/)
  await retention.getByRole('button', { name: 'Turn on' }).click()
  await expect(retention).toContainText('Passed')
  await createJob(page)
  expect(await control.writes(zone)).toEqual([
    expect.stringMatching(/retention/),
    'POST /logpush/jobs',
  ])
})

test('the switch of the zone’s page asks before it is turned off', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'one' }, { name: 'two' }] })
  await signIn()
  await page.goto(zone.path)
  const retention = page.getByRole('switch', { name: 'Log retention' })
  await expect(retention).toBeChecked()
  await retention.click()
  const asking = page.getByRole('alertdialog')
  await expect(asking).toContainText('may refuse changes to the zone’s 2 jobs')
  await asking.getByRole('button', { name: 'Cancel' }).click()
  await expect(retention).toBeChecked()
  await expect(retention).toBeFocused()
  expect(await control.writes(zone)).toEqual([])

  await retention.click()
  await asking.getByRole('button', { name: 'Turn off' }).click()
  await expect(retention).not.toBeChecked()
  await expect(page.getByText(/IBM requires it/).first()).toBeVisible()
  await retention.click()
  await expect(retention).toBeChecked()
  // It shows what was asked for while that is on its way.
  await expect.poll(() => control.writes(zone)).toHaveLength(2)
  await page.reload()
  await expect(retention).toBeChecked()
})
