import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'

test('of a long list the zones on the screen are read by themselves, wherever somebody has scrolled to', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  await page.goto('/')
  const rows = page.locator('[data-row][data-zone]')
  await expect(rows.first()).toBeVisible()
  const idsOf = (url: string) => new URL(url).searchParams.get('zoneIds')?.split(',') ?? []
  const isOfSight = (url: string) =>
    new URL(url).pathname === '/api/overview/zones' && idsOf(url).length > 0
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    const last = await rows.last().getAttribute('data-row')
    expect(Number(last)).toBeGreaterThanOrEqual(100)
  }).toPass()
  const answer = await page.waitForResponse((response) => isOfSight(response.url()), {
    timeout: 60_000,
  })
  expect(answer.status()).toBe(200)
  const asked = idsOf(answer.url())
  const { items } = await answer.json()
  expect(items.map(({ zoneId }: { zoneId: string }) => zoneId).sort()).toEqual(asked.toSorted())
  const shown = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-zone')))
  expect(asked.length).toBeLessThanOrEqual(shown.length)
  await expect(page.getByRole('gridcell').first()).toBeVisible()
})

test('the compact layout sorts by any column, and the gaps of all zones are a file', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  await page.goto('/?view=compact')
  const sort = page.getByRole('combobox', { name: 'Sort by' })
  await sort.selectOption({ label: 'Sort: Worst DNS logs' })
  await expect(page).toHaveURL(/sort=dataset%3Adns_logs/)
  await expect(page.getByRole('grid').getByRole('link').nth(4)).toHaveAccessibleName(
    /^DNS logs: (?!no job|not needed)/,
  )
  await page.getByRole('combobox', { name: 'Dataset' }).selectOption({ label: 'DNS logs' })
  await expect(page).toHaveURL(/dataset=dns_logs/)
  await page.getByRole('button', { name: 'Export gaps' }).click()
  await expectAccessible(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  expect(new URL(file.url()).searchParams.get('dataset')).toBe('dns_logs')
  const [head, ...lines] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(head).toMatch(/^zone,dataset,from,to,/)
  expect(lines.filter((line) => !line.includes('dns_logs'))).toEqual([])

  await page.getByText('Rows', { exact: true }).click()
  await expect(sort).toBeHidden()
  await page.setViewportSize({ width: 360, height: 740 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto('/')
    await page.getByRole('button', { name: /^Filters/ }).click()
    await sort.selectOption({ label: 'Sort: Most missing' })
    await page.getByRole('button', { name: 'Export gaps' }).click()
    await expect(page.getByRole('menuitem', { name: 'JSON Lines' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})
