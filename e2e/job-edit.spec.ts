import type { Page } from '@playwright/test'
import { cloud, expect, type FreshZone, keyOf, test } from './fixtures'
import { failing } from './support/control.ts'
import { button, chooseBucket, field, giveKey, setSwitch } from './support/wizard.ts'

async function openEdit(page: Page, zone: FreshZone, at = 0): Promise<void> {
  await page.goto(`${zone.path}/jobs/${zone.jobIds[at]}/edit`)
  await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeVisible()
}

const diff = (page: Page) => page.getByRole('dialog')

test('editing shows the difference first and sends nothing else', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'before' }] })
  await signIn()
  await openEdit(page, zone)
  await expect(button(page, 'Save')).toHaveAccessibleDescription(/No changes yet/)
  await field(page, 'Name').fill('after')
  await field(page, 'Frequency').selectOption('low')
  await button(page, 'Save 2 changes').click()
  await expect(diff(page)).toContainText('Save 2 changes to before?')
  await expect(diff(page).getByRole('row', { name: /^Name/ })).toContainText('after')
  await expect(diff(page).getByRole('row', { name: /^Frequency/ })).toBeVisible()
  await diff(page).getByText('Show the request').click()
  const body = diff(page).getByLabel('Body of the request')
  await expect(body).toContainText('"name"')
  await expect(body).not.toContainText('logpull_options')
  await expect(body).not.toContainText('"cos"')
  expect(await control.writes(zone)).toEqual([])

  const sent = page.waitForRequest((request) => request.method() === 'PATCH')
  await diff(page).getByRole('button', { name: 'Save 2 changes' }).click()
  const { revision: _, ...patch } = (await sent).postDataJSON()
  expect(patch).toEqual({ name: 'after', frequency: 'low' })
  await expect(page.getByRole('heading', { level: 1, name: 'after', exact: true })).toBeVisible()
  await expect(page.getByText(/Name, Frequency changed/)).toBeVisible()
  expect(await control.writes(zone)).toEqual([`PUT /logpush/jobs/${zone.jobIds[0]}`])
})

test('a key is replaced and never shown; left empty, it stays', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'keyed' }] })
  await signIn()
  await openEdit(page, zone)
  const key = field(page, 'Destination API key')
  await expect(key).toHaveValue('')
  await expect(page.getByText('Leave empty to keep the current key.')).toBeVisible()
  expect(await page.content()).not.toContain(keyOf('cosWriter'))
  await giveKey(page, 'cosExpiresSoon')
  await button(page, 'Save 1 change').click()
  await expect(diff(page)).not.toContainText(keyOf('cosExpiresSoon'))
  await diff(page).getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'keyed', exact: true })).toBeVisible()
  await expect(page.getByText(/API key replaced/)).toBeVisible()
  expect(await page.content()).not.toContain(keyOf('cosExpiresSoon'))
  expect(await control.writes(zone)).toHaveLength(1)
})

test('what this form does not manage stays as it is', async ({ page, control, signIn }) => {
  const zone = await control.zone({
    jobs: [{ name: 'sampled', logpullOptions: 'fields=RayID&timestamps=unix&sample=0.1' }],
  })
  await signIn()
  await openEdit(page, zone)
  await expect(page.getByText('sample=0.1').first()).toBeVisible()
  await field(page, 'Timestamps').selectOption('rfc3339')
  await button(page, 'Save 1 change').click()
  await diff(page).getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'sampled', exact: true })).toBeVisible()
  const job = await (await page.request.get(`/api${zone.path}/jobs/${zone.jobIds[0]}`)).json()
  expect(job.logs).toEqual({
    fields: { mode: 'list', names: ['RayID'] },
    timestamps: 'rfc3339',
    otherOptions: [{ name: 'sample', value: '0.1' }],
    notes: [],
  })
})

test('a challenged job that moves has to show the new place', async ({ page, control, signIn }) => {
  const zone = await control.zone()
  const { cosInstanceId, bucket } = cloud()
  const moved = await control.zone({
    jobs: [
      {
        name: 'challenged',
        challenged: true,
        destinationConf: `cos://${bucket}/${zone.id.slice(0, 8)}?region=eu-de&instance-id=${cosInstanceId}`,
      },
    ],
  })
  await signIn()
  await openEdit(page, moved)
  await chooseBucket(page, { bucket: 'nordlicht-security-logs', path: zone.id.slice(0, 10) })
  await expect(page.getByRole('heading', { name: 'Prove that the bucket is yours' })).toBeVisible()
  await expect(button(page, /^Save \d changes?$/)).toHaveAccessibleDescription(
    /Validate the token with IBM first/,
  )
  await button(page, 'I have done this').click()
  await button(page, 'Request the challenge').click()
  await button(page, 'Read it for me').click()
  await expect(page.getByText('Validated by IBM')).toBeVisible()
  await button(page, /^Save \d changes?$/).click()
  await diff(page).getByRole('button', { name: /^Save/ }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'challenged', exact: true }),
  ).toBeVisible()
  await expect(page.getByText('nordlicht-security-logs').first()).toBeVisible()
  await expect
    .poll(() => control.writes(moved))
    .toEqual([
      'POST /logpush/ownership',
      'POST /logpush/ownership/validate',
      `PUT /logpush/jobs/${moved.jobIds[0]}`,
    ])
})

test('a challenged job is renamed without a new challenge', async ({ page, control, signIn }) => {
  const { cosInstanceId, bucket } = cloud()
  const zone = await control.zone({
    jobs: [
      {
        name: 'old-name',
        challenged: true,
        destinationConf: `cos://${bucket}/x?region=eu-de&instance-id=${cosInstanceId}`,
      },
    ],
  })
  await signIn()
  await openEdit(page, zone)
  await field(page, 'Name').fill('new-name')
  await setSwitch(field(page, 'Enabled'), false)
  await button(page, 'Save 2 changes').click()
  await diff(page).getByRole('button', { name: 'Save 2 changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'new-name', exact: true })).toBeVisible()
  expect(await control.writes(zone)).toEqual([`PUT /logpush/jobs/${zone.jobIds[0]}`])
})

test('the way from a refused key leads to its field', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [failing({ name: 'refused' })] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await page
    .getByRole('link', { name: /^Replace/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /refused/ })).toBeVisible()
  await expect(field(page, 'Destination API key')).toBeFocused()
  await expect(field(page, 'Destination API key')).toBeInViewport()
})
