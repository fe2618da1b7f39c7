import type { Page } from '@playwright/test'
import { expect, expectAccessible, type FreshZone, test } from './fixtures'
import { paste } from './support/paste.ts'
import {
  button,
  chooseKind,
  createJob,
  field,
  goNext,
  nameAndReview,
  openNewJob,
  saveChanges,
} from './support/wizard.ts'

const portOf = (address: string) => address.split(':')[1] ?? ''

async function openQradar(page: Page, zone: FreshZone): Promise<void> {
  await openNewJob(page, zone)
  await chooseKind(page, 'QRadar', 'Host')
}

test('QRadar: an address pasted, tested, created, and logs arrive', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'qradar' })
  await signIn()
  await openQradar(page, zone)
  await paste(field(page, 'Host'), `https://${receiver.address}/`)
  await expect(field(page, 'Host')).toHaveValue('127.0.0.1')
  await expect(field(page, 'Port')).toHaveValue(portOf(receiver.address))
  await button(page, 'Test the connection').click()
  await expect(page.getByText(/Connected at \d\d:\d\d/)).toBeVisible()
  await expectAccessible(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-qradar')
  await expect(page.getByText('QRadar, no token')).toBeVisible()
  await createJob(page)
  await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText('HTTPS or QRadar')).toBeVisible()
  const logs = (await control.arrivals(receiver)).filter(({ fromEngine }) => fromEngine)
  expect(logs.at(-1)?.status).toBe(200)
})

test('QRadar, changed to another port by its own fields', async ({ page, control, signIn }) => {
  const receiver = await control.receiver({ kind: 'qradar' })
  const another = await control.receiver({ kind: 'qradar' })
  const zone = await control.zone({
    jobs: [{ name: 'at-qradar', destinationConf: `https://${receiver.address}` }],
  })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  await button(page, 'Change type…').click()
  await expect(page.getByRole('radio', { name: 'HTTPS' })).toBeFocused()
  await expectAccessible(page)
  await chooseKind(page, 'QRadar', 'Host')
  await expect(field(page, 'Host')).toHaveValue('127.0.0.1')
  await field(page, 'Port').fill(portOf(another.address))
  await button(page, 'Test the connection').click()
  await expect(page.getByText(/Connected at \d\d:\d\d/)).toBeVisible()
  await saveChanges(page)
  await expect(page.getByText(`https://${another.address}`).first()).toBeVisible()
  await expect(async () => {
    const logs = (await control.arrivals(another)).filter(({ fromEngine }) => fromEngine)
    expect(logs.length).toBeGreaterThan(0)
  }).toPass()
})

test('QRadar, broken by its certificate and by its port, and recovered', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const expired = await control.receiver({ kind: 'qradar', certificate: 'expired' })
  const plain = await control.receiver({ kind: 'qradar', certificate: 'none' })
  const good = await control.receiver({ kind: 'qradar' })
  await signIn()
  await openQradar(page, zone)
  await field(page, 'Host').fill('127.0.0.1')
  await field(page, 'Port').fill(portOf(expired.address))
  await button(page, 'Test the connection').click()
  await expect(page.getByText(/expired/i).first()).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
    /Test failed: certificate not accepted/,
  )
  await field(page, 'Port').fill(portOf(plain.address))
  await button(page, 'Test the connection').click()
  await expect(page.getByText(/accepts TCP but not TLS/)).toBeVisible()
  await field(page, 'Port').fill(portOf(good.address))
  await button(page, 'Test the connection').click()
  await expect(page.getByText(/Connected at \d\d:\d\d/)).toBeVisible()
  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-qradar')
  await createJob(page)
  await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
    timeout: 30_000,
  })
})

test('QRadar answers 503 to IBM: no job, until it recovers', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(422)
  const receiver = await control.receiver({ kind: 'qradar' })
  const relieve = await control.fault(
    { service: 'receiver', path: `/${receiver.id}/` },
    { kind: 'status', status: 503 },
  )
  await signIn()
  await openQradar(page, zone)
  await field(page, 'Host').fill('127.0.0.1')
  await field(page, 'Port').fill(portOf(receiver.address))
  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-qradar')
  await button(page, 'Create job').click()
  await expect(page.getByText(/No job was created/).first()).toBeVisible()
  await relieve()
  await expect(page).toHaveURL(/step=destination/)
  await goNext(page, 'Logs')
  await goNext(page, 'Review')
  await createJob(page)
})
