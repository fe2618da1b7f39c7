import type { Page } from '@playwright/test'
import { cloud, expect, expectAccessible, type FreshZone, test } from './fixtures'
import {
  button,
  chooseKind,
  createJob,
  field,
  goNext,
  nameAndReview,
  openNewJob,
} from './support/wizard.ts'

const token = 'FAKE-receiver-token'
const bearer = `Bearer ${token}`

async function addHeader(page: Page, name: string, value: string): Promise<void> {
  await button(page, 'Add header').click()
  // The name has the focus, and Enter goes on to the value.
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.keyboard.type(value)
}

async function openEdit(page: Page, zone: FreshZone): Promise<void> {
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  await expect(field(page, 'Address')).toBeVisible()
}

const sendTest = (page: Page) => button(page, 'Send a test request').click()

test('an HTTPS destination: its address taken apart, tested, created, delivering', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'https', token })
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'HTTPS', 'Address')
  await field(page, 'Address').fill(`https://${receiver.address}/ingest?team=edge+logs`)
  await page.keyboard.press('Tab')
  await expect(field(page, 'Address')).toHaveValue(`https://${receiver.address}/ingest`)
  await expect(field(page, 'Name of parameter 1')).toHaveValue('team')
  await expect(page.getByText('1 parameter was moved')).toBeVisible()
  await addHeader(page, 'Authorization', bearer)
  await button(page, /^Add X-Logpush-Source/).click()
  const made = await field(page, 'Value of header X-Logpush-Source').inputValue()
  expect(made).toMatch(/^[0-9a-f]{32}$/)
  await expectAccessible(page)

  await sendTest(page)
  await expect(page.getByText(/^Sent at /)).toBeVisible()
  await expect(page.getByText(/Whether IBM gets through/)).toBeVisible()
  await expectAccessible(page)
  const [tested] = await control.arrivals(receiver)
  expect(tested).toMatchObject({ path: '/ingest?team=edge%20logs', fromEngine: false, status: 200 })
  expect(tested?.headers).toMatchObject({ authorization: bearer, 'x-logpush-source': made })

  await goNext(page, 'Logs')
  await nameAndReview(page, 'to-https')
  await expect(page.getByText(/Test request accepted at/)).toBeVisible()
  await expectAccessible(page)
  await createJob(page)
  await expect(page.getByRole('heading', { level: 1, name: 'to-https' })).toBeVisible()
  const destination = page.getByRole('region', { name: 'Destination' })
  await expect(destination).toContainText('X-Logpush-Source Set (hidden)')
  await expect(destination).toContainText('team Set (hidden)')
  expect(await page.content()).not.toContain(token)
  expect(await page.content()).not.toContain(made)
  await expect
    .poll(async () => (await control.arrivals(receiver)).at(-1)?.text ?? '')
    .toContain('"ClientIP"')
  const engine = (await control.arrivals(receiver)).filter(({ fromEngine }) => fromEngine)
  expect(engine[0]?.text).toBe('{"content":"tests"}')
  expect(engine.at(-1)?.headers).toMatchObject({ authorization: bearer, 'x-logpush-source': made })
})

test('user and password in an address are sent as a header instead', async ({
  page,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'HTTPS', 'Address')
  await field(page, 'Address').fill('https://ann:FAKE-pass@logs.example/in')
  await expect(field(page, 'Address')).toHaveAccessibleDescription(/contains a user or password/)
  await button(page, 'Send them as the header Authorization').click()
  await expect(field(page, 'Address')).toHaveValue('https://logs.example/in')
  await expect(field(page, 'Value of header Authorization')).toHaveValue(
    `Basic ${btoa('ann:FAKE-pass')}`,
  )
})

test('rows by keyboard: each complaint at its row, and a removed one comes back', async ({
  page,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'HTTPS', 'Address')
  // What is said of a field as it is left must not push the button away from under the pointer.
  await field(page, 'Address').fill('https://10.0.0.1/in')
  await addHeader(page, 'X-Key', '')
  await expect(field(page, 'Address')).toHaveAccessibleDescription(/private or local address/)
  await page.keyboard.press('Enter')
  await page.keyboard.type('X-Other')
  await page.keyboard.press('Enter')
  await page.keyboard.type('<token>')
  await page.keyboard.press('Tab')
  await expect(field(page, 'Value of header X-Other')).toHaveAccessibleDescription(/placeholder/)
  await button(page, 'Next: Logs').click()
  await expect(field(page, 'Value of header X-Key')).toBeFocused()
  await expect(field(page, 'Value of header X-Key')).toHaveAccessibleDescription(/Enter the header/)
  await button(page, 'Remove header X-Other').click()
  await expect(field(page, 'Name of header 1')).toBeFocused()
  await button(page, 'Undo').click()
  await expect(field(page, 'Value of header X-Other')).toHaveValue('<token>')
  await field(page, 'Value of header X-Key').fill('FAKE-key')
  await goNext(page, 'Logs')
  await nameAndReview(page, 'warned')
  await expect(page.getByText('This looks like a placeholder. Enter the real value.')).toBeVisible()
})

test('a job is changed with the values that it keeps, and with another one', async ({
  page,
  control,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'https', token })
  const query = `header_Authorization=${encodeURIComponent(bearer)}&team=edge`
  const zone = await control.zone({
    jobs: [{ name: 'held', destinationConf: `https://${receiver.address}/old?${query}` }],
  })
  await signIn()
  await openEdit(page, zone)
  await expect(field(page, 'Value of header Authorization')).toHaveAttribute(
    'placeholder',
    'Set (hidden); leave empty to keep',
  )
  await field(page, 'Address').fill(`https://${receiver.address}/new`)
  await sendTest(page)
  await expect(page.getByText(/^Sent at /)).toBeVisible()
  // The job itself goes on delivering to the old path.
  const tests = (await control.arrivals(receiver)).filter(({ fromEngine }) => !fromEngine)
  expect(tests.map(({ path }) => path)).toEqual(['/new?team=edge'])
  await expectAccessible(page)
  await button(page, 'Save 1 change').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'held', exact: true })).toBeVisible()
  expect(await control.arrivals(receiver)).toContainEqual(
    expect.objectContaining({ path: '/new?team=edge', fromEngine: true, status: 200 }),
  )

  await openEdit(page, zone)
  await field(page, 'Value of header Authorization').fill('Bearer FAKE-wrong-token')
  await sendTest(page)
  await expect(page.getByText(/^Refused \(401\)/)).toBeVisible()
  await expect(button(page, 'Save 1 change')).toHaveAccessibleDescription(
    /Test failed: credentials refused/,
  )
  await field(page, 'Value of header Authorization').fill(bearer)
  await sendTest(page)
  await expect(page.getByText(/^Sent at /)).toBeVisible()
  await button(page, 'Save 1 change').click()
  await expect(page.getByRole('dialog')).toContainText('Header Authorization')
  await expect(page.getByRole('dialog')).not.toContainText(token)
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'held', exact: true })).toBeVisible()
  expect(await page.content()).not.toContain(token)
})

test('a receiver that is broken is named, holds back, and recovers', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'https' })
  const secret = 'FAKEhook0Secret1Path2'
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'HTTPS', 'Address')
  await field(page, 'Address').fill(`https://${receiver.address}/hooks/${secret}`)
  await addHeader(page, 'X-Key', 'FAKE-header-value')
  for (const [effect, says, gate] of [
    [{ kind: 'echoes', echo: 'url' }, /^Refused \(404\)/, 'Test failed: path not found'],
    [{ kind: 'redirect' }, /^Answered 302/, 'Test failed: it redirects'],
  ] as const) {
    const mend = await control.fault({ service: 'receiver', path: `/${receiver.id}/` }, effect)
    await sendTest(page)
    await expect(page.getByText(says)).toBeVisible()
    // In the field it is; nothing else repeats it.
    expect(await page.getByRole('main').innerText()).not.toContain(secret)
    await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
      new RegExp(`${gate}; continue anyway`),
    )
    await mend()
  }
  for (const [name, says] of [
    ['expired', /^The certificate expired on /],
    ['self-signed', /^The certificate is self-signed/],
    ['other-host', /^The certificate is for /],
  ] as const) {
    await field(page, 'Address').fill(`https://${cloud().receivers[name]?.address}/in`)
    await sendTest(page)
    await expect(page.getByText(says)).toBeVisible()
    await expect(button(page, 'Next: Logs')).toHaveAccessibleDescription(
      /Test failed: certificate not accepted/,
    )
  }
  await expectAccessible(page)
  await field(page, 'Address').fill(`https://${receiver.address}/in`)
  await sendTest(page)
  await expect(page.getByText(/^Sent at /)).toBeVisible()
  await goNext(page, 'Logs')
})

test('a receiver that never answers: what is waited for is said, and a value too long at its row', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  const receiver = await control.receiver({ kind: 'https', token })
  await control.fault({ service: 'receiver', path: `/${receiver.id}/` }, { kind: 'hang' })
  await signIn()
  await openNewJob(page, zone)
  await chooseKind(page, 'HTTPS', 'Address')
  await field(page, 'Address').fill(`https://${receiver.address}/ingest`)
  await addHeader(page, 'Authorization', bearer)
  await button(page, 'Add header').click()
  await field(page, 'Name of header 2').fill('X-Long')
  await field(page, 'Value of header X-Long').fill('F'.repeat(4096))
  await sendTest(page)
  await expect(field(page, 'Value of header X-Long')).toBeFocused()
  await expect(page.getByText(/^Too long: IBM takes at most 4,096 characters/)).toBeVisible()
  await button(page, 'Remove header X-Long').click()

  await sendTest(page)
  await expect(page.getByText('Still waiting for an answer.', { exact: false })).toBeVisible({
    timeout: 20_000,
  })
  await expect(page.getByText(/did not answer in time/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Still waiting for an answer.', { exact: false })).toBeHidden()
})
