import { cloud, expect, expectNoSidewaysScroll, test, zonePath } from './fixtures'

const zoneOf = (role: string) => zonePath(cloud().zones[role]?.id ?? '')

test('destinations that this dashboard does not make are shown, their secrets not', async ({
  page,
  signIn,
}) => {
  await signIn()
  await page.goto(zoneOf('kinds'))
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  const kinds = [
    ['siem-splunk', 'Splunk'],
    ['siem-qradar', 'QRadar'],
    ['collector-https', 'HTTPS'],
    ['bucket-elsewhere', 'nordlicht-partner'],
  ] as const
  for (const [name, words] of kinds) {
    await expect(table.getByRole('rowgroup').filter({ hasText: name })).toContainText(words)
  }
  for (const [name] of kinds) {
    await table.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Destination' })).toBeVisible()
    expect(await page.content()).not.toContain('FAKE-')
    await page.goBack()
  }
})

test('leftovers: no name, LogDNA, a dataset and a form of destination that nobody knows', async ({
  page,
  signIn,
  watch,
}) => {
  // IBM has no list of fields for a dataset that it does not name.
  watch.allow(404)
  await signIn()
  await page.goto(zoneOf('leftovers'))
  const rows = page.getByRole('table', { name: 'Logpush jobs' }).getByRole('rowgroup')
  await expect(rows.filter({ hasText: 'LogDNA' })).toContainText('IBM retired LogDNA')
  await expect(rows.filter({ hasText: 'dataset-of-tomorrow' })).toContainText('page_shield_events')
  await expect(rows.filter({ hasText: 'no-scheme' })).toContainText('Unrecognised destination')
  await expect(rows.filter({ hasText: 'nordlicht-archive-eu' })).toContainText(/unnamed · id/)
  for (const name of [/unnamed · id/, 'dataset-of-tomorrow', 'no-scheme']) {
    await rows.getByRole('link', { name }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Log settings' })).toBeVisible()
    await page.goBack()
  }
})

test('a name that looks like markup is text, and one of 512 letters breaks nothing', async ({
  page,
  signIn,
}) => {
  await signIn()
  await page.goto(zoneOf('oddNames'))
  await expect(page.getByText('<b>bold</b> <script>alert(1)</script>').first()).toBeVisible()
  const long = page.getByRole('link', { name: 'n'.repeat(512) })
  await expect(long).toBeVisible()
  await expectNoSidewaysScroll(page)
  await long.click()
  await expect(page.getByRole('heading', { level: 1, name: 'n'.repeat(512) })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await page.goto(zoneOf('oddNames'))
  await expect(page.getByRole('list', { name: 'Logpush jobs' })).toBeVisible()
  await expectNoSidewaysScroll(page)
})

test('zones in every state: pending, moved, paused, another script, a very long name', async ({
  page,
  signIn,
}) => {
  await signIn()
  const states = [
    ['pending', 'Pending'],
    ['moved', 'Moved'],
    ['paused', /paused/],
    ['challenge', 'Active'],
  ] as const
  for (const [role, words] of states) {
    await page.goto(zoneOf(role))
    await expect(
      page.getByRole('heading', { level: 1, name: cloud().zones[role]?.name }),
    ).toBeVisible()
    await expect(page.getByRole('definition').filter({ hasText: words }).first()).toBeVisible()
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(zoneOf('long'))
  await expect(
    page.getByRole('heading', { level: 1, name: cloud().zones.long?.name }),
  ).toBeVisible()
  await expectNoSidewaysScroll(page)
})

test('what fails leads, with its cause and one way out', async ({ page, signIn }) => {
  await signIn()
  await page.goto(zoneOf('failing'))
  await expect(page.getByText(/2 not delivering/)).toBeVisible()
  const rows = page.getByRole('table', { name: 'Logpush jobs' }).getByRole('rowgroup')
  await expect(rows.filter({ hasText: 'checkout-http' })).toContainText(
    'error writing object: DNSError',
  )
  await expect(
    rows.filter({ hasText: 'checkout-to-cos' }).getByRole('link', { name: /Replace key|View fix/ }),
  ).toBeVisible()
})

test('a plan without Logpush, and one that nobody knows', async ({ page, signIn, watch }) => {
  watch.allow(403, 404, 422)
  await signIn()
  const { standard, unknownPlan } = cloud().cisInstances
  await page.goto(`/zones?instance=${standard?.id}`)
  await page.getByRole('link', { name: /nordlicht-history\.example/ }).click()
  await expect(page.getByText('Standard Next does not include Logpush.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'New job' })).toHaveAttribute('aria-disabled', 'true')
  const zone = page.url()
  // The key for a new job leads nowhere here, as the button does.
  await page.keyboard.press('n')
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page).toHaveURL(/\/activity/)
  await page.goBack()
  await expect(page).toHaveURL(zone)
  await page.goto(`${zone}/jobs/new`)
  await expect(page.getByText('Standard Next does not include Logpush.')).toBeVisible()
  await page.goto(`/zones?instance=${unknownPlan?.id}`)
  await page.getByRole('link', { name: /lab-one\.example/ }).click()
  await expect(page.getByText('The plan of this instance is unknown.')).toBeVisible()
})
