import { execFileSync, spawnSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { baseURL, cloud, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { signInAtCompany } from './support/sign-in.ts'
import { button, field } from './support/wizard.ts'

async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in?returnTo=/tokens')
  await page.getByRole('link', { name: 'Continue with your company account' }).click()
  await page.getByRole('button', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tokens' })).toBeVisible()
}

const command = async (page: Page, title: string): Promise<string> =>
  (await page.getByRole('region', { name: `Command: ${title}` }).textContent()) ?? ''

/** As a shell runs it, after the first command has set the token. @returns the answer's text */
const run = (first: string, text: string): string =>
  execFileSync('sh', ['-c', `${first}\n${text}`], { encoding: 'utf8' })

test('a token is created, used by curl as the page says, and revoked', async ({
  page,
  control,
  watch,
}) => {
  test.skip(spawnSync('curl', ['--version']).status !== 0, 'curl is not installed')
  watch.allow(401)
  const zone = await control.zone({ jobs: [{ health: 'delivering' }] })
  await signInAs(page, 'Ines Brandt')
  await expectAccessible(page)
  await button(page, 'New token').first().click()
  const dialog = page.getByRole('dialog', { name: 'New token' })
  await field(page, 'Name').fill('nightly check')
  await dialog.getByRole('radio', { name: /^Editor/ }).check()
  await field(page, 'May reach').selectOption({ label: 'Everything' })
  await field(page, 'Expires in').selectOption({ label: '7 days' })
  await expectAccessible(page)
  await button(page, 'Create token').click()

  await expect(page.getByRole('heading', { name: 'Token nightly check created' })).toBeFocused()
  await expect(page.getByText('You won’t see it again')).toBeVisible()
  const secret =
    (await page.getByRole('region', { name: 'The token', exact: true }).textContent()) ?? ''
  expect(secret.trim()).toMatch(/^lpd_[\w-]{43}$/)
  await expectAccessible(page)

  const set = await command(page, 'Set the token')
  const here = (text: string) =>
    text
      .replace(/\/instances\/[0-9a-f-]{36}/, `/instances/${zone.instanceId}`)
      .replace(/\/zones\/[0-9a-f]{32}/, `/zones/${zone.id}`)
      .replace('JOB_ID', zone.jobIds[0] ?? '')
  const zones = JSON.parse(run(set, here(await command(page, 'List zones'))))
  expect(zones.items.length).toBeGreaterThan(1)
  const jobs = JSON.parse(run(set, here(await command(page, 'List the jobs of a zone'))))
  expect(jobs.items.map(({ id }: { id: string }) => id)).toEqual(zone.jobIds)
  const paused = JSON.parse(run(set, here(await command(page, 'Pause a job'))))
  expect(paused.enabled).toBe(false)
  expect(await control.writes(zone)).toEqual([expect.stringMatching(/^PUT /)])

  await button(page, 'I have copied it').click()
  await expect(page.getByText(secret.trim())).toHaveCount(0)
  const row = page.getByRole('row', { name: /nightly check/ })
  await expect(row).toContainText('Everything')
  await expect(row).toContainText('Ines Brandt')
  await page.reload()
  await expect(row).toBeVisible()
  expect(await page.content()).not.toContain(secret.trim())

  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  // By keyboard alone.
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog', { name: 'Revoke nightly check?' })).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Revoke token').press('Enter')
  await expect(row).toHaveCount(0)
  const refused = JSON.parse(
    run(
      set,
      `curl -sS '${new URL('/api/session', page.url())}' -H "Authorization: Bearer $LOGPUSH_TOKEN"`,
    ),
  )
  expect(refused).toMatchObject({ status: 401, code: 'signed_out' })
})

test('a token is no wider than its maker, and bound to their zones', async ({
  page,
  zone,
  another,
  watch,
}) => {
  watch.allow(422)
  const admin = await another('manager')
  await signInAtCompany(admin.context(), 'administrator')
  const { instanceId, id, name } = zone
  const given = await admin.request.post('/api/grants', {
    headers: { Origin: baseURL() },
    data: {
      subject: { kind: 'person', email: 'tomas.araujo@nordlicht.example' },
      role: 'editor',
      scope: { kind: 'zones', instanceId, zoneIds: [id] },
    },
  })
  expect(given.status()).toBe(201)
  await signInAs(page, 'Tomás Araújo')
  await button(page, 'New token').first().click()
  await field(page, 'Name').fill('shop pipeline')
  await button(page, 'Create token').click()
  await expect(field(page, 'Instance')).toHaveAccessibleDescription('Choose an instance')
  await field(page, 'May reach').selectOption({ label: 'Zones by name pattern' })
  await field(page, 'Name pattern').fill('*')
  await button(page, 'Create token').click()
  await expect(page.getByText('Your own access does not cover this')).toBeVisible()
  await expect(field(page, 'Name pattern')).toBeFocused()
  await field(page, 'May reach').selectOption({ label: 'Selected zones' })
  await field(page, 'Instance').selectOption({ index: 1 })
  await page.getByRole('checkbox', { name }).check()
  await button(page, 'Create token').click()
  const secret = await page.getByRole('region', { name: 'The token', exact: true }).textContent()
  const headers = { Authorization: `Bearer ${secret?.trim()}` }
  const url = new URL(`/api/instances/${instanceId}/zones`, baseURL())
  const { items } = await (await fetch(url, { headers })).json()
  expect(items.map((one: { name: string }) => one.name)).toEqual([name])
  const elsewhere = await fetch(`${url}/${cloud().zones.full?.id}/jobs`, { headers })
  expect(elsewhere.status).toBe(404)
  await button(page, /^Revoke… shop pipeline/).click()
  await button(page, 'Revoke token').click()
  await expect(page.getByText('Copy it now.')).toHaveCount(0)
})

test('whoever has no tokens is told what they are, and whoever can have none, why', async ({
  page,
  signIn,
}) => {
  await signInAs(page, 'Yuki Tanaka')
  await expect(page.getByText('No tokens yet.')).toBeVisible()
  await expectAccessible(page)
  await page.context().clearCookies()
  await signIn()
  await page.goto('/tokens')
  await expect(page.getByText('You can’t create tokens.')).toBeVisible()
  await expect(button(page, 'New token')).toHaveCount(0)
  await expectAccessible(page)
})
