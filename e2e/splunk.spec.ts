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
  setSwitch,
} from './support/wizard.ts'

const token = 'FAKE-hec-token-of-a-journey'
const otherToken = 'FAKE-hec-token-of-another-receiver'
const channel = '11111111-2222-4333-8444-555555555555'
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const confOf = (address: string, secret = token) =>
  `splunk://${address}/services/collector/raw?channel=${channel}&header_Authorization=Splunk%20${secret}&sourcetype=edge&insecure-skip-verify=false`

async function openSplunk(page: Page, zone: FreshZone): Promise<void> {
  await openNewJob(page, zone)
  await chooseKind(page, 'Splunk', 'HEC endpoint')
}

async function openEdit(page: Page, zone: FreshZone): Promise<void> {
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  await expect(field(page, 'HEC endpoint')).toBeVisible()
}

test('Splunk: pasted as its documents show it, tested, created, and logs arrive', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'splunk', token })
  await signIn()
  await openSplunk(page, zone)
  await paste(field(page, 'HEC endpoint'), `https://${receiver.address}/services/collector/event`)
  await expect(field(page, 'HEC endpoint')).toHaveValue(receiver.address)
  await paste(field(page, 'HEC token'), `Authorization: Splunk ${token}`)
  await expect(field(page, 'HEC token')).toHaveValue(token)
  await page.getByText('More', { exact: true }).click()
  await expect(field(page, 'Channel')).toHaveValue(guid)
  const first = await field(page, 'Channel').inputValue()
  await button(page, 'New channel').click()
  await expect(field(page, 'Channel')).not.toHaveValue(first)
  const made = await field(page, 'Channel').inputValue()

  await button(page, 'Send a test event').click()
  await expect(page.getByText(/Sent at \d\d:\d\d: 1 event/)).toBeVisible()
  await expectAccessible(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-splunk')
  await expect(page.getByText(`Splunk at ${receiver.address}`)).toBeVisible()
  const jobId = await createJob(page)
  await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
    timeout: 30_000,
  })
  const arrived = await control.arrivals(receiver)
  expect(arrived.filter(({ fromEngine }) => !fromEngine)).toHaveLength(1)
  const logs = arrived.findLast(({ fromEngine }) => fromEngine)
  expect(logs?.path).toContain(`channel=${made}`)
  expect(logs?.path).toContain('sourcetype=cloudflare')
  expect(logs?.headers.authorization).toBe(`Splunk ${token}`)
  const job = await (await page.request.get(`/api${zone.path}/jobs/${jobId}`)).json()
  expect(job.destination).toMatchObject({ kind: 'splunk', channelId: made, hasKey: true })
  expect(await page.content()).not.toContain(token)
})

test('Splunk, changed: the token stays for its endpoint, and another endpoint asks for its own', async ({
  page,
  control,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'splunk', token })
  const another = await control.receiver({ kind: 'splunk', token: otherToken })
  const zone = await control.zone({
    jobs: [{ name: 'at-splunk', destinationConf: confOf(receiver.address) }],
  })
  await signIn()
  await openEdit(page, zone)
  await expect(button(page, 'Change type…')).toBeVisible()
  await expect(page.getByText('Leave empty to keep the current token.')).toBeVisible()
  await field(page, 'Source type').fill('cloudflare:json')
  await saveChanges(page)
  await expect(page.getByText('cloudflare:json', { exact: true })).toBeVisible()

  await openEdit(page, zone)
  await field(page, 'HEC endpoint').fill(another.address)
  await expect(page.getByText(/The current token is kept for .* only/)).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Save 1 change').click()
  await expect(field(page, 'HEC token')).toBeFocused()
  await expect(page.getByText('Enter the HEC token')).toBeVisible()
  expect(await control.writes(zone)).toHaveLength(1)
  await field(page, 'HEC token').fill(otherToken)
  await button(page, 'Send a test event').click()
  await expect(page.getByText(/Sent at \d\d:\d\d/)).toBeVisible()
  await saveChanges(page)
  await expect(page.getByText(another.address, { exact: true })).toBeVisible()
  await expect(async () => {
    const logs = (await control.arrivals(another)).filter(({ fromEngine }) => fromEngine)
    expect(logs.at(-1)?.headers.authorization).toBe(`Splunk ${otherToken}`)
  }).toPass()
  expect(await page.content()).not.toContain(otherToken)
})

const troubles = [
  ['a wrong token', { kind: 'wrong-token' }, /token/i, /Test failed: token refused/],
  ['a busy receiver', { kind: 'status', status: 503 }, /busy|503/i, /Test failed: receiver busy/],
] as const

for (const [what, effect, said, gate] of troubles) {
  test(`Splunk, broken by ${what}, and recovered`, async ({
    page,
    control,
    zone,
    signIn,
    watch,
  }) => {
    watch.allow(422)
    const receiver = await control.receiver({ kind: 'splunk', token })
    const relieve = await control.fault({ service: 'receiver', path: `/${receiver.id}/` }, effect)
    await signIn()
    await openSplunk(page, zone)
    await field(page, 'HEC endpoint').fill(receiver.address)
    await field(page, 'HEC token').fill(token)
    await button(page, 'Send a test event').click()
    await expect(page.getByRole('status').filter({ hasText: said }).first()).toBeVisible()
    await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(gate)

    // The same from IBM, for whoever goes on.
    await button(page, 'continue anyway').click()
    await goNext(page, 'Logs')
    await nameAndReview(page, 'to-splunk')
    await button(page, 'Create job').click()
    await expect(page.getByText(/No job was created/).first()).toBeVisible()
    await relieve()
    await page.goto(`${zone.path}/jobs/new?step=destination`)
    await expect(field(page, 'HEC endpoint')).toHaveValue(receiver.address)
    await field(page, 'HEC token').fill(token)
    await button(page, 'Send a test event').click()
    await expect(page.getByText(/Sent at \d\d:\d\d/)).toBeVisible()
    await goNext(page, 'Logs')
    await goNext(page, 'Review')
    await createJob(page)
    await expect(page.getByText(/logs up to this time were delivered/)).toBeVisible({
      timeout: 30_000,
    })
  })
}

test('Splunk with a certificate of its own: named, and taken only where nobody checks it', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'splunk', token, certificate: 'self-signed' })
  await signIn()
  await openSplunk(page, zone)
  await field(page, 'HEC endpoint').fill(receiver.address)
  await field(page, 'HEC token').fill(token)
  await button(page, 'Send a test event').click()
  await expect(page.getByText(/self-signed/i).first()).toBeVisible()
  await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
    /Test failed: certificate not accepted/,
  )
  await setSwitch(field(page, 'Skip the certificate check'), true)
  await expect(page.getByText('IBM will not check who receives the logs.')).toBeVisible()
  await button(page, 'Send a test event').click()
  await expect(page.getByText(/Sent at \d\d:\d\d/)).toBeVisible()
  await expectAccessible(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, 'unchecked')
  await expect(page.getByText('HEC token, certificate not checked')).toBeVisible()
  await createJob(page)
  await expect(page.getByText(/Not checked\./)).toBeVisible()
})
