import { cloud, expect, keyOf, test } from './fixtures'
import { objectsIn, objectText } from './support/bucket.ts'
import { folderOf } from './support/control.ts'
import {
  button,
  choose,
  chooseBucket,
  createJob,
  field,
  giveKey,
  goNext,
  openNewJob,
  step,
  steps,
} from './support/wizard.ts'

test('a job with an API key, from the test write to the first file in the bucket', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const { bucket, bucketRegion } = cloud()
  await signIn()
  await openNewJob(page, zone, '?dataset=firewall_events')
  await chooseBucket(page, { path: folderOf(zone), dailyFolders: false })
  await expect(field(page, 'Region')).toHaveValue(bucketRegion)
  await giveKey(page)
  await expect(page.getByText(/cosWriter-key, service ID .* this account/)).toBeVisible()

  await button(page, 'Write a test object').click()
  await expect(page.getByText(/Written at \d\d:\d\d: /)).toBeVisible()
  const [tested] = await objectsIn(bucket, folderOf(zone), bucketRegion)
  await expect(page.getByText(tested ?? 'no object')).toBeVisible()

  await goNext(page, 'Logs')
  await expect(page.getByRole('radiogroup', { name: 'Dataset' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Firewall events' })).toBeChecked()
  await choose(page, 'Which fields', 'Minimal')
  await field(page, 'Timestamps').selectOption('unix')
  await field(page, 'Frequency').selectOption('high')
  await field(page, 'Name').fill('a_b')
  await expect(page.getByText(/is not allowed\./)).toBeVisible()
  await page.getByRole('button', { name: 'Use a-b' }).click()
  await expect(field(page, 'Name')).toHaveValue('a-b')
  await goNext(page, 'Review')
  await expect(step(page, steps.review)).toBeVisible()
  await expect(page.getByText(`under ${folderOf(zone)}/`)).toBeVisible()
  await expect(page.getByText('Must be fixed')).toHaveCount(0)

  const jobId = await createJob(page)
  await expect(page.getByRole('heading', { level: 1, name: 'a-b' })).toBeVisible()
  await expect(page.getByText('Destination accepted')).toBeVisible()
  await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
    timeout: 30_000,
  })

  const files = (await objectsIn(bucket, `${folderOf(zone)}/`, bucketRegion)).filter((key) =>
    key.endsWith('.log.gz'),
  )
  const [line = ''] = (await objectText(bucket, files[0] ?? '', bucketRegion)).split('\n')
  expect(Object.keys(JSON.parse(line))).toContain('Action')
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
  const read = await page.request.get(`/api${zone.path}/jobs/${jobId}`)
  expect(await read.json()).toMatchObject({
    dataset: 'firewall_events',
    state: 'delivering',
    logs: { fields: { mode: 'list' }, timestamps: 'unix' },
    destination: { kind: 'cos', auth: 'apiKey', bucket, path: folderOf(zone), hasKey: true },
  })
})

test('the lists help: a bucket of another region, one that is typed, a path already in use', async ({
  page,
  control,
  signIn,
}) => {
  const { bucket } = cloud()
  const zone = await control.zone({ jobs: [{ name: 'here-already' }] })
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { bucket: 'nordlicht-tokyo' })
  await expect(field(page, 'Region')).toHaveValue('jp-tok')
  await expect(field(page, 'Region')).toHaveAttribute('readonly')

  await chooseBucket(page, {
    path: `${zone.id.slice(0, 8)}/${zone.jobIds[0]}`,
    dailyFolders: false,
  })
  await expect(page.getByText(/here-already already writes to/)).toBeVisible()
  await page.getByRole('button', { name: /^Use / }).click()
  await expect(page.getByText(/here-already already writes to/)).toBeHidden()

  await field(page, 'Bucket').click()
  await page.getByRole('button', { name: 'Type a bucket name' }).click()
  await field(page, 'Bucket').fill('Not A Bucket')
  await button(page, 'Next: Logs').click()
  await expect(field(page, 'Bucket')).toHaveAccessibleDescription(/Lower-case letters/)
  await expect(field(page, 'Bucket')).toBeFocused()
  await expect(page).toHaveURL(/step=destination/)
  await field(page, 'Bucket').fill(bucket)
  await field(page, 'Region').fill('eu-de')
  await expect(page.getByText(`cos://${bucket}`)).toBeVisible()
})

test('a key that may not write holds back, and one that a person owns warns', async ({
  page,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(422)
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page, 'personal')
  await expect(page.getByText(/belongs to a user; if they leave, the job stops/)).toBeVisible()
  await giveKey(page, 'cosExpiresSoon')
  await expect(page.getByText(/expires on/i)).toBeVisible()
  await giveKey(page, 'cosNoRole')
  await button(page, 'Write a test object').click()
  await expect(page.getByText(/^Refused/)).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(/Test failed/)
  await field(page, 'Destination API key').fill('FAKE-nobody-knows-this-key-0123456789-abcdef')
  await expect(field(page, 'Destination API key')).toHaveAttribute('aria-invalid', 'true')
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(/API key refused/)
})

test('other logs at the very place of a job: said that they need a path of their own', async ({
  page,
  control,
  signIn,
}) => {
  const { bucket, bucketRegion, cosInstanceId } = cloud()
  const place = `region=${bucketRegion}&instance-id=${cosInstanceId}`
  const zone = await control.zone({
    jobs: [
      {
        name: 'http-here',
        dataset: 'http_requests',
        destinationConf: `cos://${bucket}/same?${place}&ibm_api_key=${keyOf('cosWriter')}`,
      },
    ],
  })
  await signIn()
  await openNewJob(page, zone, '?dataset=firewall_events')
  await chooseBucket(page, { path: 'same', dailyFolders: false })
  const path = field(page, 'Path')
  await expect(
    page.getByText('Firewall, Range and HTTP logs need different paths.').first(),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Use same-firewall' }).click()
  await expect(path).toHaveValue('same-firewall')
  await expect(page.getByText('need different paths')).toBeHidden()
})
