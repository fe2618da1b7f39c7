import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from './fixtures'
import { failing, folderOf } from './support/control.ts'
import { button, chooseBucket, field, giveKey, goNext, openNewJob } from './support/wizard.ts'

/** As a reader with text-only zoom: the root's font size is twice what it was, on every page from now on. */
async function doubleText(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('html { font-size: 200% }')
    document.adoptedStyleSheets = [sheet]
  })
}

/** Headings whose words are broken into letters: fewer than four to a line, where the word has more. */
function brokenHeadings(): string[] {
  const broken: string[] = []
  for (const heading of document.querySelectorAll<HTMLElement>('h1, h2, h3')) {
    if (!heading.checkVisibility() || heading.closest('.sr-only')) continue
    const range = document.createRange()
    range.selectNodeContents(heading)
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
    const letters = heading.innerText.trim().length
    if (lines > 1 && letters / lines < 4) broken.push(heading.innerText)
  }
  return broken
}

async function expectReadable(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page)
  expect(await page.evaluate(brokenHeadings), page.url()).toEqual([])
}

for (const [device, viewport] of [
  ['a desk', { width: 1280, height: 800 }],
  ['a tablet', { width: 800, height: 1000 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test.describe(`text at 200 % on ${device}`, () => {
    test.use({ viewport })

    test('every page stays inside its width', async ({ page, context, control, signIn, watch }) => {
      watch.allow(404)
      const zone = await control.zone({
        name: 'a-zone-with-a-long-name.retail.example',
        jobs: [{ name: 'delivers-to-the-archive' }, failing({ name: 'fails' }), { health: 'off' }],
      })
      await doubleText(context)
      await page.goto('/sign-in')
      await expect(field(page, 'API key')).toBeVisible()
      await expectReadable(page)
      await signIn()
      for (const path of [
        '/',
        '/zones',
        zone.path,
        `${zone.path}/jobs/${zone.jobIds[0]}`,
        `${zone.path}/jobs/${zone.jobIds[1]}`,
        `${zone.path}/jobs/${zone.jobIds[0]}/edit`,
        `${zone.path}/jobs/1`,
        `/activity?zoneId=${zone.id}`,
        '/access',
        '/changes',
        '/tokens',
        '/no/such/page',
      ]) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.waitForLoadState('networkidle')
        await expectReadable(page)
      }
    })

    test('so does every step of a new job, and what opens over a page', async ({
      page,
      context,
      zone,
      signIn,
    }) => {
      await doubleText(context)
      await signIn()
      await openNewJob(page, zone)
      await expectReadable(page)
      await chooseBucket(page, { path: folderOf(zone) })
      await giveKey(page)
      await expectReadable(page)
      await goNext(page, 'Logs')
      await expect(page.getByRole('checkbox').first()).toBeVisible()
      await expectReadable(page)
      await goNext(page, 'Review')
      await expect(button(page, 'Create job')).toBeVisible()
      await expectReadable(page)
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectReadable(page)
      await page.keyboard.press('Escape')
      await page.goto(`${zone.path}/jobs/new?step=destination`)
      await page.getByText('Ownership challenge', { exact: true }).click()
      await goNext(page, 'Ownership')
      await expectReadable(page)
    })
  })
}

test('the text size decides between table and list, and changing it changes them', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'alpha' }] })
  await signIn()
  await page.goto(zone.path)
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  const list = page.getByRole('list', { name: 'Logpush jobs' })
  await expect(table).toBeVisible()
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await expect(list.getByRole('link', { name: 'alpha' })).toBeVisible()
  await expect(table).toBeHidden()
  await page.evaluate(() => {
    document.documentElement.style.fontSize = ''
  })
  await expect(table).toBeVisible()
  // What is fixed to the window stays there.
  await page.evaluate(() => {
    document.body.style.minHeight = '3000px'
    window.scrollTo(0, 400)
  })
  const foot = await page.getByRole('contentinfo').boundingBox()
  expect(Math.round((foot?.y ?? 0) + (foot?.height ?? 0))).toBe(page.viewportSize()?.height)
})
