import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import {
  button,
  chooseKind,
  createJob,
  field,
  goNext,
  nameAndReview,
  openNewJob,
} from './support/wizard.ts'

const label = 'Destination string'

test('a bucket of another cloud by its string, through the ownership step', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const conf = `s3://edge-logs/${zone.id.slice(0, 12)}/{DATE}?region=eu-central-1`
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'Other', label)
  await field(page, label).fill(conf)
  const parts = page.getByLabel('Parts of the destination string')
  await expect(parts).toContainText('Bucket: where files are written')
  await expect(page.getByText(/requires an ownership token/)).toBeVisible()
  await expectAccessible(page)

  await goNext(page, 'Ownership')
  await expect(page.getByText(/s3:PutObject/)).toBeVisible()
  await expectAccessible(page)
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await expect(page.getByText(/ownership-challenge/).first()).toBeVisible()
  await expect(button(page, 'Read it for me')).toBeHidden()
  const token = await control.challengeToken(conf)
  await field(page, 'Ownership token').fill(token)
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  await expectAccessible(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-s3')
  await createJob(page)
  await expect(page.getByRole('heading', { level: 1, name: 'to-s3' })).toBeVisible()
  const destination = page.getByRole('region', { name: 'Destination' })
  await expect(destination).toContainText('Amazon S3 or compatible')
  await expect(destination).toContainText('edge-logs')
  expect(await control.writes(zone)).toEqual([
    'POST /logpush/ownership',
    'POST /logpush/ownership/validate',
    'POST /logpush/jobs',
  ])
})

test('a token for another string is told apart and not sent', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const folder = zone.id.slice(0, 12)
  const conf = `gs://edge-logs/${folder}`
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'Other', label)
  await field(page, label).fill(conf)
  await goNext(page, 'Ownership')
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await expect(field(page, 'Ownership token')).toBeVisible()
  const token = await control.challengeToken(conf)
  await page.getByRole('link', { name: 'Destination' }).click()
  await field(page, label).fill(`${conf}-2`)
  await goNext(page, 'Ownership')
  await button(page, 'I already have a token').click()
  await field(page, 'Ownership token').fill(token)
  await expect(page.getByText('One part differs: the destination')).toBeVisible()
  await button(page, 'Request a new one for this destination').click()
  await expect(field(page, 'Ownership token')).toHaveValue('')
  expect(await control.writes(zone)).toEqual(['POST /logpush/ownership', 'POST /logpush/ownership'])
})

test('a string is masked as it is typed, and its traps are named', async ({
  page,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'Other', label)
  await field(page, label).pressSequentially(
    's3://logs/{DATE}/x?region=eu-centrl-1,secret-access-key=FAKE',
  )
  // What is seen is the text below the field, whose own letters are transparent.
  expect(await page.getByRole('main').innerText()).not.toContain('FAKE')
  await expect(field(page, label)).not.toHaveAccessibleDescription(/comma/)
  await page.keyboard.press('Tab')
  await expect(field(page, label)).toHaveAccessibleDescription(/Separate parameters by “&”/)
  await expectAccessible(page)
  await button(page, 'Next: Logs').or(button(page, 'Next: Ownership')).click()
  await expect(field(page, label)).toBeFocused()

  // Caret, selection and undo are those of any field.
  await field(page, label).fill('')
  await page.keyboard.type('gs://logs/a?x=FAKEone')
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await page.keyboard.type('g')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(field(page, label)).toHaveValue('gs://logs/a?x=FAKEone')
  await button(page, 'Show typed text').click()
  await field(page, label).fill(`https://logs.example/${'long/'.repeat(60)}?token=FAKE`)
  await page.setViewportSize({ width: 390, height: 800 })
  await expectNoSidewaysScroll(page)
})

test('a string of a job is kept as it is, or replaced as a whole', async ({
  page,
  control,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'https', token: 'FAKE-old-token' })
  const conf = (token: string) =>
    `datadog://${receiver.address}/api/v2/logs?header_DD-API-KEY=FAKE&header_Authorization=Bearer%20${token}`
  const zone = await control.zone({
    jobs: [{ name: 'raw', destinationConf: conf('FAKE-old-token') }],
  })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  await expect(field(page, label)).toHaveAttribute('readonly')
  await expectAccessible(page)
  // With the secrets that only IBM holds.
  await button(page, 'Test the destination').click()
  await expect(page.getByText(/^Sent at /)).toBeVisible()
  await button(page, 'Replace').click()
  await expect(field(page, label)).toBeFocused()
  await field(page, label).fill(conf('FAKE-wrong-token'))
  await button(page, 'Test the destination').click()
  await expect(page.getByText(/^Refused \(401\)/)).toBeVisible()
  await button(page, 'Keep the current string').click()
  await expect(button(page, 'Save')).toHaveAccessibleDescription(/No changes yet/)
  await button(page, 'Replace').click()
  await field(page, label).fill(`${conf('FAKE-old-token')}&service=edge`)
  await button(page, 'Save 1 change').click()
  await expect(page.getByRole('dialog')).not.toContainText('FAKE-old-token')
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'raw', exact: true })).toBeVisible()
  const destination = page.getByRole('region', { name: 'Destination' })
  await expect(destination).toContainText('service=edge')
  expect(await page.content()).not.toContain('FAKE-old-token')
})
