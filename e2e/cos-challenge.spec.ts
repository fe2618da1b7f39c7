import { expect, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  chooseChallenge,
  createJob,
  goNext,
  nameAndReview,
  openNewJob,
  step,
  steps,
} from './support/wizard.ts'

test('a job by ownership challenge: let IBM in, ask, have it read, validated, created', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await chooseChallenge(page)
  await goNext(page, 'Ownership')
  await expect(step(page, steps.ownership)).toBeVisible()
  await expect(page.getByText('cislogp@us.ibm.com').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Command' }).click()
  await expect(page.getByText(/ibmcloud iam user-policy-create/)).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
    /^Validate the token with IBM first/,
  )

  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await expect(page.getByText(/ownership-challenge\.txt/).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /Open the bucket/ })).toHaveAttribute(
    'href',
    /^https:\/\/cloud\.ibm\.com\/objectstorage/,
  )
  await button(page, 'Read it for me').click()
  await expect(page.getByText('Token read from the file')).toBeVisible()
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  await goNext(page, 'Logs')
  await nameAndReview(page, 'by-challenge')
  await expect(page.getByText(/, ownership challenge/).first()).toBeVisible()
  const jobId = await createJob(page)
  await expect(page.getByText(/IBM accepted the ownership token/)).toBeVisible()

  expect(await control.writes(zone)).toEqual([
    'POST /logpush/ownership',
    'POST /logpush/ownership/validate',
    'POST /logpush/jobs',
  ])
  const read = await page.request.get(`/api${zone.path}/jobs/${jobId}`)
  expect((await read.json()).destination).toMatchObject({ kind: 'cos', auth: 'challenge' })
  expect((await read.json()).destination).not.toHaveProperty('ownershipToken')
})

test('a bucket that IBM may not write to says so and shows the steps again', async ({
  page,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(422)
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { bucket: 'nordlicht-no-cislogp', path: folderOf(zone) })
  await chooseChallenge(page)
  await goNext(page, 'Ownership')
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/IBM could not write/)
  await button(page, 'Show the steps again').click()
  await expect(button(page, 'I have done this')).toBeVisible()
})

test('another destination opens the ownership step again', async ({ page, zone, signIn }) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone), dailyFolders: false })
  await chooseChallenge(page)
  await goNext(page, 'Ownership')
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await button(page, 'Read it for me').click()
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  await page.getByRole('link', { name: 'Destination' }).click()
  await expect(page.getByLabel('Path')).not.toHaveAccessibleDescription(/ownership token/)
  await page.getByLabel('Path').fill(`${folderOf(zone)}-2`)
  await expect(page.getByLabel('Path')).toHaveAccessibleDescription(
    'The ownership token was created for another path; repeat the ownership step.',
  )
  await goNext(page, 'Ownership')
  await expect(page.getByText('Validated by IBM')).toBeHidden()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
    /doesn’t match this destination|Validate the token with IBM/,
  )
})
