import { cloud, expect, expectNoSidewaysScroll, keyOf, test } from './fixtures'
import { failing, folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  createJob,
  field,
  giveKey,
  goNext,
  nameAndReview,
} from './support/wizard.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('a job made on a phone, and paused there', async ({ page, control, zone }) => {
  await page.goto(zone.path)
  await expectNoSidewaysScroll(page)
  await field(page, 'API key').fill(keyOf('manager'))
  await button(page, 'Sign in').tap()
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'New job' }).tap()
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await expectNoSidewaysScroll(page)
  await goNext(page, 'Logs')
  await expect(page.getByText('Step 3 of 4: Logs')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await nameAndReview(page, 'by-phone')
  await expectNoSidewaysScroll(page)
  await createJob(page)
  await expect(page.getByRole('heading', { level: 1, name: 'by-phone' })).toBeVisible()
  await expectNoSidewaysScroll(page)

  await page.goto(zone.path)
  const jobs = page.getByRole('list', { name: 'Logpush jobs' })
  await expect(jobs.getByRole('link', { name: 'by-phone' })).toBeVisible()
  await button(page, 'More for by-phone').tap()
  await page.getByRole('menuitem', { name: 'Pause' }).tap()
  await expect(jobs.getByText('Paused')).toBeVisible()
  await page.goto(`/activity?zoneId=${zone.id}`)
  await expect(page.getByText(/Paused/).first()).toBeVisible()
  await expectNoSidewaysScroll(page)
  expect(await control.writes(zone)).toHaveLength(2)
})

test('what a failing job has not delivered stands on a line of its own', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [failing()] })
  await signIn()
  await page.goto(zone.path)
  const row = page.getByRole('list', { name: 'Logpush jobs' }).getByRole('listitem').first()
  const loss = row.getByText(/not delivered$/)
  await expect(loss).toBeVisible()
  const lines = (await row.innerText()).split('\n')
  expect(lines).toContainEqual(expect.stringMatching(/^since [^·]+$/))
  expect(lines).toContain(await loss.innerText())
})

test('what a finger has to meet is 44 px high', async ({ page, control, signIn }) => {
  const zone = await control.zone({ jobs: [{ name: 'to-touch' }, failing()] })
  await signIn()
  for (const path of [
    '/',
    '/zones',
    zone.path,
    `${zone.path}/jobs/new`,
    `${zone.path}/jobs/${zone.jobIds[0]}`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const small = await page
      .getByRole('main')
      .getByRole('button')
      .evaluateAll((found) =>
        found
          .filter((one) => one.checkVisibility() && !one.closest('p, li'))
          .filter((one) => one.getBoundingClientRect().height < 43.5)
          .map((one) => one.outerHTML.slice(0, 160)),
      )
    expect(small, path).toEqual([])
  }
})

test('the zones of the first page stand one below the other, on a phone and on a desk', async ({
  page,
  signIn,
}) => {
  await signIn()
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport)
    await page.goto('/zones')
    const rows = page.getByRole('region', { name: /^Zones of/ }).getByRole('listitem')
    await expect(rows.nth(5)).toBeVisible()
    await expect(async () => {
      const boxes = await Promise.all(
        (await rows.all()).slice(0, 12).map((row) => row.boundingBox()),
      )
      const tops = boxes.flatMap((box) => (box ? [[box.y, box.y + box.height] as const] : []))
      const ordered = tops.sort(([one], [other]) => one - other)
      expect(ordered.length).toBeGreaterThan(5)
      for (const [at, [top]] of ordered.entries()) {
        expect(top).toBeGreaterThanOrEqual((ordered[at - 1]?.[1] ?? 0) - 0.5)
      }
    }).toPass()
    // The list reckons with one height for all, whether a state has its sign or not.
    const heights: number[] = []
    for (const role of ['pending', 'playground'] as const) {
      const { name } = cloud().zones[role] ?? { name: '' }
      await page.getByRole('searchbox', { name: 'Search zones' }).fill(name)
      await expect(rows).toHaveCount(1)
      heights.push((await rows.first().boundingBox())?.height ?? 0)
    }
    expect(heights[0]).toBe(heights[1])
  }
})

test('what the bar has no room for is in the menu', async ({ page, signInAtCompany: signIn }) => {
  await signIn('administrator')
  await page.goto('/')
  const bar = page.getByRole('navigation', { name: 'Main' })
  const links = bar.getByRole('link')
  await expect(links.filter({ hasText: 'Access' })).toBeVisible()
  await button(page, 'Account and theme').tap()
  await expect(page.getByRole('menuitem', { name: 'Alerts' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Tokens' })).toBeVisible()
  await page.getByRole('menuitem', { name: /^Changes/ }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible()
})
