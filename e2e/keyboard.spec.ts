import type { Locator, Page } from '@playwright/test'
import { cloud, expect, keyOf, test } from './fixtures'
import { folderOf } from './support/control.ts'
import { button, field, step, steps } from './support/wizard.ts'

/** Whether the focus can be seen: on the element itself or on the box that is drawn around it. */
function focusShows(): boolean {
  let at = document.activeElement
  if (!at || at === document.body) return true
  for (let up = 0; at && up < 4; up++) {
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return true
    at = at.parentElement
  }
  return false
}

/** Walks there by Tab alone, and sees the focus at every stop. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let n = 0; n < most; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
    expect(await page.evaluate(focusShows), `focus can be seen on ${where}`).toBe(true)
  }
  throw new Error(`${target} is not reached by Tab`)
}

test('a whole job with the keyboard alone', async ({ page, control, zone, signIn }) => {
  const { keyboard } = page
  // The server may know the list for a minute, so that a new zone need not be in it.
  const found = cloud().zones.quiet?.name ?? ''
  await signIn()
  await page.goto('/zones')
  await expect(page.getByRole('searchbox', { name: 'Search zones' })).toBeVisible()
  await keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search zones' })).toBeFocused()
  await keyboard.type(found)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: found })).toBeVisible()
  await page.goto(zone.path)
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()
  await keyboard.press('n')
  await expect(step(page, steps.destination)).toBeVisible()

  await tabTo(page, field(page, 'Object Storage instance'))
  await keyboard.type('cos-edge')
  await tabTo(page, field(page, 'Bucket'))
  await keyboard.type(cloud().bucket)
  await expect(page.getByRole('option', { name: cloud().bucket }).first()).toBeVisible()
  await keyboard.press('Enter')
  await expect(field(page, 'Region')).toHaveValue(cloud().bucketRegion)
  await tabTo(page, field(page, 'Path'))
  await keyboard.type(folderOf(zone))
  await tabTo(page, field(page, 'Daily folders'))
  await keyboard.press('Space')
  await expect(field(page, 'Daily folders')).not.toBeChecked()
  await tabTo(page, field(page, 'Destination API key'))
  await keyboard.insertText(keyOf('cosWriter'))
  await expect(page.getByText(/cosWriter-key/).first()).toBeVisible()
  await tabTo(page, button(page, 'Write a test object'))
  await keyboard.press('Enter')
  await expect(page.getByText(/Written at/)).toBeVisible()
  await tabTo(page, button(page, 'Next: Logs'))
  await keyboard.press('Enter')

  await expect(page.getByRole('radiogroup', { name: 'Dataset' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeFocused()
  await tabTo(page, page.getByRole('radio', { name: 'HTTP requests' }))
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Firewall events' })).toBeChecked()
  await tabTo(page, page.getByRole('searchbox', { name: 'Search fields' }))
  await keyboard.type('ray')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await keyboard.press('Space')
  await expect(page.getByRole('radio', { name: /^Custom/ })).toBeChecked()
  await tabTo(page, field(page, 'Name'), 90)
  await keyboard.type('by-keys')
  await tabTo(page, button(page, 'Next: Review'))
  await keyboard.press('Enter')
  await expect(step(page, steps.review)).toBeFocused()
  await tabTo(page, button(page, 'Create job'))
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'by-keys' })).toBeVisible()
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
})

test('the rows, the menu and the dialogs of a zone by keys', async ({ page, control, signIn }) => {
  const { keyboard } = page
  const zone = await control.zone({ jobs: [{ name: 'alpha' }, { name: 'beta' }] })
  await signIn()
  await page.goto(zone.path)
  const rows = page.getByRole('table', { name: 'Logpush jobs' }).getByRole('rowgroup')
  await tabTo(page, rows.filter({ hasText: 'alpha' }))
  await keyboard.press('ArrowDown')
  await expect(rows.filter({ hasText: 'beta' })).toBeFocused()
  await keyboard.press('m')
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Enter')
  const asking = page.getByRole('alertdialog', { name: 'Delete beta?' })
  await expect(asking.getByRole('textbox')).toBeFocused()
  await keyboard.press('Escape')
  await expect(asking).toBeHidden()
  await expect(rows.filter({ hasText: 'beta' })).toBeFocused()
  await rows.filter({ hasText: 'alpha' }).focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'alpha' })).toBeVisible()
})

test('keys on the heels of a search for fields mean what it finds', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [{ name: 'alpha' }] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
  const search = page.getByRole('searchbox', { name: 'Search fields' })
  const first = page
    .getByRole('list', { name: 'Fields' })
    .getByRole('listitem')
    .nth(1)
    .getByRole('checkbox')
  await search.fill('ray')
  await expect(first).toContainText(/ray/i)
  const wasTicked = await first.isChecked()
  await search.fill('')
  await expect(first).not.toContainText(/ray/i)
  await search.focus()
  // All before the browser has time to draw, as under load.
  await search.evaluate((input: HTMLInputElement) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
    set?.call(input, 'ray')
    input.dispatchEvent(new Event('input', { bubbles: true }))
    for (const key of ['ArrowDown', 'ArrowDown', ' '])
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  await expect(first).toContainText(/ray/i)
  await expect(first).toBeFocused()
  await expect(first).toBeChecked({ checked: !wasTicked })
})

test('go to a zone or a job by its words, and the list of keys', async ({ page, signIn }) => {
  const { keyboard } = page
  await signIn()
  await page.goto('/zones')
  await expect(page.getByRole('searchbox', { name: 'Search zones' })).toBeVisible()
  await keyboard.press('ControlOrMeta+k')
  const search = page.getByRole('combobox', { name: 'Zone, job or action' })
  await expect(search).toBeFocused()
  await keyboard.type('retail nordlicht')
  await keyboard.press('Enter')
  await expect(
    page.getByRole('heading', { level: 1, name: 'nordlicht-retail.example' }),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: 'retail-dns' })).toBeVisible()
  await keyboard.press('ControlOrMeta+k')
  // Pressed before anything was found: what counts is what was typed.
  await keyboard.type('retail-dns')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'retail-dns' })).toBeVisible()
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await keyboard.press('Escape')
  await keyboard.press('g')
  await keyboard.press('a')
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
})
