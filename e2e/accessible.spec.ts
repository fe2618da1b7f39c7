import { expect, expectAccessible, keyOf, test } from './fixtures'
import { failing } from './support/control.ts'
import { button, field } from './support/wizard.ts'

test('sign-in: with a key, refused, with a passcode', async ({ page, watch }) => {
  watch.allow(401)
  await page.goto('/sign-in')
  await expectAccessible(page)
  await field(page, 'API key').fill(keyOf('mfa'))
  await button(page, 'Sign in').click()
  await expect(button(page, 'Use a passcode')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'One-time passcode' }).click()
  await expectAccessible(page)
})

test('home, going to a zone or job, the keys, and what is not there', async ({
  page,
  signIn,
  watch,
}) => {
  watch.allow(404)
  await signIn()
  await page.goto('/zones')
  await expect(page.getByRole('searchbox', { name: 'Search zones' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('nordlicht')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/no/such/page')
  await expect(page.getByText('This page doesn’t exist')).toBeVisible()
  await expectAccessible(page)
})

test('a zone: with jobs in every state, empty, and not readable', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(502, 503)
  const full = await control.zone({
    jobs: [failing(), { health: 'late' }, { health: 'off' }, { health: 'delivering' }],
  })
  const empty = await control.zone({ retention: false })
  const broken = await control.zone()
  await control.fault({ service: 'cis', path: broken.id }, { kind: 'status', status: 503 })
  await signIn()
  await page.goto(full.path)
  await expect(page.getByText(/1 not delivering/)).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .click()
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(empty.path)
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
  await expectAccessible(page)
  await page.goto(broken.path)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('could not be loaded')
  await expectAccessible(page)
})

test('a job: failing, off, delivering, never ran, gone', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(404)
  const zone = await control.zone({
    jobs: [
      failing({ name: 'fails' }),
      { name: 'is-off', health: 'off' },
      { name: 'delivers', health: 'delivering' },
      { name: 'never-ran', health: 'never_ran' },
    ],
  })
  await signIn()
  for (const [at, name] of ['fails', 'is-off', 'delivers', 'never-ran'].entries()) {
    await page.goto(`${zone.path}/jobs/${zone.jobIds[at]}`)
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Log settings' })).toBeVisible()
    await expectAccessible(page)
  }
  await page.goto(`${zone.path}/jobs/1`)
  await expect(page.getByText('This job doesn’t exist.')).toBeVisible()
  await expectAccessible(page)
})

test('editing a job, its difference, and activity', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [{ name: 'edited' }] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  await expect(field(page, 'Name')).toHaveValue('edited')
  await expectAccessible(page)
  await field(page, 'Name').fill('renamed')
  await field(page, 'Path').fill(zone.id.slice(0, 12))
  await button(page, 'Save 2 changes').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Save 2 changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'renamed' })).toBeVisible()
  await page.goto(`/activity?zoneId=${zone.id}`)
  await page
    .getByRole('button', { name: /^Details/ })
    .first()
    .click()
  await expect(page.getByText('X-Request-ID')).toBeVisible()
  await expectAccessible(page)
  await field(page, 'Action').selectOption('job.delete')
  await expect(page.getByText('No matches.')).toBeVisible()
  await expectAccessible(page)
})
