import { cloud, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { makeJob } from './support/job.ts'
import { needsAttention } from './support/overview.ts'
import {
  button,
  chooseBucket,
  createJob,
  giveKey,
  goNext,
  nameAndReview,
  step,
  steps,
} from './support/wizard.ts'

test('a job that stops delivering is on the overview with its cause, and its gap on its page after it recovered', async ({
  page,
  signInAtCompany: signIn,
  control,
}) => {
  test.slow()
  await signIn('administrator')
  const { id: zoneId, name: zoneName } = cloud().zones.playground ?? { id: '', name: '' }
  const id = await makeJob(page, zoneId, {
    name: 'watched',
    // Of a dataset that no other journey sends from here, so that the cell is this job's alone.
    dataset: 'dns_logs',
    // No other job writes there: what breaks at one place is one row of what needs attention.
    bucket: 'nordlicht-amsterdam',
    region: 'ams03',
  })

  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/jobs? (?:is|are)/)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: zoneName }) })
  const search = page.getByRole('searchbox', { name: 'Zone, job or bucket' })
  await search.fill(zoneName)
  const cell = row.getByRole('link', { name: /^DNS logs/ })
  await expect(cell).toHaveAccessibleName(/delivering/, { timeout: 100_000 })
  await expectAccessible(page)

  const heal = await control.fault(
    { service: 'destination', path: 'watched' },
    { kind: 'destination-down', message: 'error writing object: watched is out of order' },
  )
  await expect(cell).toHaveAccessibleName(/failing/, { timeout: 120_000 })
  const attention = needsAttention(page).filter({ hasText: `watched of ${zoneName}` })
  const all = page.getByRole('button', { name: /^Show all \d+$/ })
  // The page asks for it a quarter of a minute apart from the cells; only the worst show at first, and other journeys break much.
  await expect(async () => {
    if (await all.isVisible()) await all.click()
    await expect(attention).toContainText('can’t write to', { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })

  await heal()
  await expect(cell).toHaveAccessibleName(/delivering/, { timeout: 120_000 })
  await cell.click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}$`))
  await expect(page.getByRole('heading', { name: /^30 days/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Gaps' })).toBeVisible()
  await expectAccessible(page)
  const gaps = await page.request.get(`/api/gaps?zoneId=${zoneId}`)
  const { items } = await gaps.json()
  expect(items.find((gap: { job: { id: string } }) => gap.job.id === id)).toMatchObject({
    dataset: 'dns_logs',
    to: expect.any(String),
  })
})

test('arrows walk the matrix, its empty cell begins a job, and a phone has a list instead', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  await page.goto('/?q=new.nordlicht')
  const { name } = cloud().zones.empty ?? { name: '' }
  const zone = page.getByRole('link', { name, exact: true })
  // From when the page hears keys.
  await expect(page.getByRole('columnheader').getByRole('button', { name: /^Zone/ })).toBeVisible()
  await zone.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const empty = page.getByRole('link', { name: 'Firewall events: no job. New job' })
  await expect(empty).toBeFocused()

  await page.keyboard.press('m')
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type('No firewall rules')
  await page.keyboard.press('Enter')
  const marked = page.getByRole('link', { name: /^Firewall events: not needed/ })
  await expect(marked).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await expect(empty).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/jobs\/new/)

  await page.goto('/', { waitUntil: 'commit' })
  const first = page.locator('[data-row="0"]').getByRole('link').first()
  // The first one that is heard, whether the rest of the list has come to life or not.
  await first.evaluate(async (link: HTMLElement) => {
    const press = () =>
      link.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }),
      )
    link.focus()
    while (press()) await new Promise((resolve) => setTimeout(resolve))
  })
  // The window is 720 px high at least, a row 29.
  const row = page.locator('[data-row]:focus-within')
  await expect.poll(async () => Number(await row.getAttribute('data-row'))).toBeGreaterThan(10)

  await page.setViewportSize({ width: 360, height: 740 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto('/')
    await expect(page.getByRole('list', { name: /^Coverage/ })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})

test('an empty cell of the matrix leads to a job that delivers, for its zone and dataset', async ({
  page,
  signInAtCompany: signIn,
}) => {
  test.slow()
  await signIn('administrator')
  // Other journeys have all slots of the playground.
  const { name } = cloud().zones.empty ?? { name: '' }
  await page.goto(`/?q=${name}`)
  await page.getByRole('link', { name: 'DNS logs: no job. New job' }).click()
  await expect(step(page, steps.destination)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(name)
  await chooseBucket(page, { path: 'from-an-empty-cell' })
  await giveKey(page)
  await goNext(page, 'Logs')
  await expect(page.getByRole('radio', { name: /^DNS logs/ })).toBeChecked()
  await nameAndReview(page, 'from-an-empty-cell')
  await button(page, 'Turn on').click()
  await expect(page.getByText(/must be fixed/)).toBeHidden()
  await createJob(page)

  await page.goto(`/?q=${name}`)
  const cell = page.getByRole('link', { name: /^DNS logs: delivering/ })
  await expect(cell).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('link', { name: 'DNS logs: no job. New job' })).toBeHidden()
})

test('a dataset is marked as not needed by a key, with a reason, and taken back; views are saved', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  const { name } = cloud().zones.pending ?? { name: '' }
  await page.goto(`/?q=${name}`)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  const cell = row.getByRole('link', { name: /^Range events/ })
  await expect(cell).toHaveAccessibleName('Range events: no job. New job', { timeout: 100_000 })
  // Disabled until keys are heard.
  await expect(row.getByRole('button', { name: /^Mark Range events/ })).toBeEnabled()
  await cell.focus()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: `Range events not needed for ${name}?` })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('no Range application here')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Mark as not needed' }).click()
  await expect(cell).toHaveAccessibleName(
    'Range events: not needed: no Range application here (Ines Brandt)',
  )

  await page.getByText('Compact', { exact: true }).click()
  await expect(page).toHaveURL(/view=compact/)
  await page.getByRole('grid').getByRole('link', { name, exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('contentinfo')).toContainText(
    `${name}, Range events: not needed: no Range application here (Ines Brandt)`,
  )
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Pending')
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByRole('button', { name: 'Pending' })).toBeVisible()

  await page.goto('/')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitemradio', { name: 'Pending' }).click()
  await expect(page).toHaveURL(/view=compact/)
  await expect(page.getByRole('searchbox', { name: 'Zone, job or bucket' })).toHaveValue(name)
  await page.getByText('Rows', { exact: true }).click()
  await row.getByRole('button', { name: `Mark Range events as needed for ${name}` }).click()
  await expect(cell).toHaveAccessibleName('Range events: no job. New job')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(cell).toHaveAccessibleName(/not needed: no Range application here/)
})

test('the head of a column sorts by it, and Go to finds a job of a zone that nobody has opened', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  await page.goto('/')
  const head = page.getByRole('columnheader', { name: /^HTTP requests/ })
  await head.getByRole('button').click()
  await expect(page).toHaveURL(/sort=dataset%3Ahttp_requests/)
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  const first = page
    .getByRole('row')
    .nth(1)
    .getByRole('link', { name: /^HTTP requests/ })
  await expect(first).toHaveAccessibleName(/failing/)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('dns retail')
  const option = page.getByRole('option', { name: /retail-dns/ })
  await expect(option).toContainText(/delivering/i)
  await option.click()
  await expect(page.getByRole('heading', { level: 1, name: 'retail-dns' })).toBeVisible()
})

test('what needs attention leads to the zones below it', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/')
  const heading = page.getByRole('heading', { name: /^Coverage/ })
  await expect(page.getByRole('list', { name: /^Coverage/ })).toBeVisible()
  await expect(heading).not.toBeInViewport()
  await page
    .getByRole('link', { name: /^View (zones|[\d,]+ jobs)$/ })
    .first()
    .click()
  await expect(heading).toBeInViewport()
  await expect(heading).toBeFocused()
  await expect(page).toHaveURL(/\?.*=/)
  await expect(page.getByRole('button', { name: /^Filters \(\d\)$/ })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Filters', exact: true })).toBeVisible()
})
