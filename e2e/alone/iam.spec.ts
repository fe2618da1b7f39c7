import { cloud, expect, expectAccessible, keyOf, test } from '../fixtures'
import { passcodeOfNoAccount } from '../support/sign-in.ts'
import { button, chooseBucket, field, goNext, openNewJob } from '../support/wizard.ts'

// Everybody's tokens come from the same IAM: one after the other.
test.describe.configure({ mode: 'serial' })

test('IAM is down at the sign-in: said so, nothing kept, and it works again after', async ({
  page,
  control,
  watch,
}) => {
  watch.allow(502, 503, 504)
  const relieve = await control.fault(
    { service: 'iam', path: '/identity/token' },
    { kind: 'status', status: 503 },
  )
  await page.goto('/sign-in')
  await field(page, 'API key').fill(keyOf('manager'))
  await button(page, 'Sign in').click()
  const notice = page.getByRole('main').getByRole('alert')
  await expect(notice).toContainText('IBM sign-in is not responding; your key was not stored.')
  await expect(field(page, 'API key')).toHaveValue(keyOf('manager'))
  await relieve()
  await button(page, 'Sign in').click()
  await expect(page).not.toHaveURL(/sign-in/)
})

test('a key that can’t be looked up holds nobody back', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(502, 503, 504)
  await signIn()
  const relieve = await control.fault(
    { service: 'iam', path: '/v1/apikeys/details' },
    { kind: 'status', status: 503 },
  )
  await openNewJob(page, zone)
  await chooseBucket(page, { path: zone.id.slice(0, 12) })
  await field(page, 'Destination API key').fill(keyOf('cosWriter'))
  await expect(page.getByText(/The key could not be checked\./)).toBeVisible()
  await relieve()
  await button(page, 'Retry').click()
  await expect(page.getByText(/cosWriter-key/).first()).toBeVisible()
  await goNext(page, 'Logs')
})

test('tokens that end within seconds are renewed while one works', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'long-lived' }] })
  await control.settings({ tokenLifetimeSeconds: 2 })
  try {
    await signIn()
    await page.goto(zone.path)
    const renewals = async () =>
      (await control.requests()).filter(({ path }) => path.startsWith('/identity/token')).length
    const before = await renewals()
    const enabled = page.getByRole('switch', { name: 'Enabled' })
    await enabled.click()
    await expect(page.getByText(/long-lived is paused/)).toBeVisible()
    await expect.poll(renewals).toBeGreaterThan(before)
    await enabled.click()
    await expect(page.getByText(/long-lived is resumed/)).toBeVisible()
  } finally {
    await control.settings({ tokenLifetimeSeconds: 3600 })
  }
})

test('the list of instances can’t be read: told, and tried again', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(403, 502, 503, 504)
  const relieve = await control.fault(
    { service: 'resourceController' },
    { kind: 'status', status: 503 },
  )
  // Nobody else signs in as this one, so that no list of theirs is remembered.
  await signIn('otherAccount')
  await page.goto('/zones')
  const instances = page.getByRole('region', { name: 'Instances' })
  const notice = instances.getByRole('alert')
  await expect(notice).toContainText('Your instances could not be loaded.')
  await relieve()
  await notice.getByRole('button', { name: 'Retry' }).click()
  await expect(instances.getByRole('link', { name: 'cis-partner' })).toBeVisible()
  await expect(notice).toBeHidden()
})

test('accounts that can’t be listed: one is chosen by its ID', async ({
  page,
  control,
  zone,
  watch,
}) => {
  watch.allow(401, 409)
  await control.fault({ service: 'accounts' }, { kind: 'status', status: 503 })
  await page.goto(zone.path)
  await passcodeOfNoAccount(page, control)
  await expect(page.getByText(/your accounts could not be read from/)).toBeVisible()
  await expectAccessible(page)
  const id = field(page, 'Account ID')
  await expect(id).toBeFocused()
  await id.fill('0'.repeat(32))
  await button(page, 'Continue').click()
  await expect(id).toHaveAccessibleDescription(/don.t have access to this IBM Cloud account/)
  await id.fill(cloud().account.id)
  await button(page, 'Continue').click()
  await expect(page).toHaveURL(zone.path)

  await page.context().clearCookies()
  await page.goto(zone.path)
  await passcodeOfNoAccount(page, control)
  await button(page, 'Use another passcode or key').click()
  await expect(field(page, 'One-time passcode')).toBeFocused()
  await expect(field(page, 'One-time passcode')).toHaveValue('')
})
