import { cloud, expect, type FreshZone, keyOf, test } from './fixtures'
import { folderOf, type SeedJob } from './support/control.ts'
import { button, field, giveKey } from './support/wizard.ts'

/** A job as IBM may hold it, that this dashboard would not create. */
function oddJob(zone: FreshZone): SeedJob {
  const { bucket, bucketRegion, cosInstanceId } = cloud()
  const query = `region=${bucketRegion}&instance-id=${cosInstanceId}&ibm_api_key=${keyOf('cosWriter')}`
  return {
    name: 'Old job_1',
    logpull_options: 'fields=RayID,ClientIP&timestamps=rfc3339,sample=1.0&sample=0.1',
    destination_conf: `cos://${bucket}/${folderOf(zone)}/date={DATE}?${query}`,
    output_options: { field_names: ['RayID'], batch_prefix: 'FAKE-held' },
    filter: '{"where":{"key":"ClientIP","operator":"eq","value":"FAKE-held"}}',
    max_upload_bytes: 5_000_000,
    someday: { any: ['FAKE-held'] },
  }
}

test('an odd job is shown as it is, and its key is replaced without a change of anything else', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const odd = await control.zone({ jobs: [oddJob(zone)] })
  const api = `/api${odd.path}/jobs/${odd.jobIds[0]}`
  await signIn()
  await page.goto(`${odd.path}/jobs/${odd.jobIds[0]}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Old job_1' })).toBeVisible()
  const settings = page.getByRole('region', { name: 'Log settings' })
  await expect(settings).toContainText('rfc3339,sample=1.0')
  await expect(settings).toContainText('joins options with a comma')
  await expect(settings).toContainText(
    'only part of them: those that match a filter; a sample of about 10%',
  )
  await expect(settings).toContainText('only the events that match it are sent')
  await expect(settings).toContainText('files of at most 5 MB')
  for (const name of ['output_options', 'filter', 'max_upload_bytes', 'someday']) {
    await expect(settings).toContainText(name)
  }
  await expect(page.getByRole('region', { name: 'Destination' })).toContainText('/date={DATE}')
  expect(await page.content()).not.toContain('FAKE-held')
  const before = await (await page.request.get(api)).json()

  await settings.getByRole('link', { name: 'Edit the log settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What should be sent?' })).toBeFocused()
  await expect(field(page, 'Path')).toHaveValue(`${folderOf(zone)}/date={DATE}`)
  await expect(
    page.getByText('A new job could not use this path. It stays unchanged.'),
  ).toBeVisible()
  await expect(field(page, 'Timestamps')).toHaveValue('kept')
  await expect(page.getByText('someday').first()).toBeVisible()
  await giveKey(page, 'cosExpiresSoon')
  await button(page, 'Write a test object').click()
  await expect(page.getByText(/Written at \d\d:\d\d: .*\/date=\d{8}\//)).toBeVisible()
  await button(page, 'Save 1 change').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Old job_1', exact: true }),
  ).toBeVisible()
  expect(await control.writes(odd)).toEqual([`PUT /logpush/jobs/${odd.jobIds[0]}`])
  const { revision: _was, ...held } = before
  const { revision: _is, ...now } = await (await page.request.get(api)).json()
  expect(now).toEqual({ ...held, lastComplete: now.lastComplete, state: now.state })
})

test('a field that IBM no longer lists goes with one press, an option with another', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({
    jobs: [
      {
        name: 'aged',
        logpull_options: 'fields=RayID,RetiredField&timestamps=rfc3339&timestamps=rfc3338',
      },
    ],
  })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  const notice = page.getByText(/IBM no longer lists RetiredField/)
  await expect(notice).toBeVisible()
  await button(page, 'Remove it').click()
  await expect(notice).toBeHidden()
  await button(page, 'Remove timestamps=rfc3338').click()
  await button(page, 'Save 2 changes').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /^Fields/ })).toContainText('RetiredField')
  await dialog.getByRole('button', { name: 'Save 2 changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'aged', exact: true })).toBeVisible()
  const job = await (await page.request.get(`/api${zone.path}/jobs/${zone.jobIds[0]}`)).json()
  expect(job.logs).toEqual({
    fields: { mode: 'list', names: ['RayID'] },
    timestamps: 'rfc3339',
    otherOptions: [],
    notes: [],
  })
})
