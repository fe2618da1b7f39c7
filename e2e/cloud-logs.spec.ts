import { cloud, expect, keyOf, test } from './fixtures'
import {
  button,
  choose,
  createJob,
  field,
  giveKey,
  goNext,
  nameAndReview,
  openNewJob,
  pressHeld,
} from './support/wizard.ts'

test('IBM Cloud Logs: a key without Sender, on all the same, another key, and lines arrive', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(422)
  await signIn()
  await openNewJob(page, zone)
  await choose(page, 'Destination type', 'IBM Cloud Logs')
  await field(page, 'Cloud Logs instance').selectOption(cloud().cloudLogsInstanceId)
  await expect(field(page, 'Region')).toHaveValue('eu-de')
  await field(page, 'Application name').fill('edge')
  await field(page, 'Subsystem name').fill(zone.id.slice(0, 8))
  await giveKey(page, 'logsNoSender')
  await button(page, 'Send a test line').click()
  await expect(page.getByText(/Refused \(403\)/)).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(/Test failed/)
  await pressHeld(page, 'Next: Logs')
  await expect(page).toHaveURL(/step=destination/)

  await button(page, 'continue anyway').click()
  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-cloud-logs')
  await button(page, 'Create job').click()
  await expect(page.getByText(/No job was created/).first()).toBeVisible()

  await expect(page).toHaveURL(/step=destination/)
  await expect(field(page, 'Destination API key')).toHaveValue(keyOf('logsNoSender'))
  await giveKey(page, 'logsSender')
  await button(page, 'Send a test line').click()
  await expect(page.getByText(/Sent at \d\d:\d\d/)).toBeVisible()
  await goNext(page, 'Logs')
  await goNext(page, 'Review')
  const jobId = await createJob(page)
  await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
    timeout: 30_000,
  })
  const job = await (await page.request.get(`/api${zone.path}/jobs/${jobId}`)).json()
  expect(job).toMatchObject({
    state: 'delivering',
    destination: { kind: 'cloudLogs', region: 'eu-de', hasKey: true },
  })
  expect(JSON.stringify(job)).not.toContain(keyOf('logsSender'))
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs', 'POST /logpush/jobs'])
})
