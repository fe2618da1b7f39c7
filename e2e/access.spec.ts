import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { signInAtCompany } from './support/sign-in.ts'
import { button, field } from './support/wizard.ts'

const absent = 'This zone doesn’t exist or you don’t have access to it.'

/** Grants of others' journeys stand there as well. */
const rowOf = (page: Page, text: string) =>
  page.getByRole('table', { name: 'Grants' }).getByRole('row').filter({ hasText: text })

/** The page of administrators, with zones that are newer than the list that is kept. */
async function openAccess(page: Page): Promise<void> {
  const read = (timeout?: number) =>
    page.waitForResponse((answer) => answer.url().endsWith('/api/grants/zones'), {
      ...(timeout && { timeout }),
    })
  const first = read()
  await page.goto('/access')
  await first
  // A refresh while the first reading is still read in is that reading.
  await expect(async () => {
    const again = read(5_000)
    await page.keyboard.press('r')
    await again
  }).toPass()
}

test('an administrator gives a grant, changes it and takes it back, and it counts at once', async ({
  page,
  another,
  zone,
  signInAtCompany: signIn,
  watch,
}) => {
  watch.allow(404)
  await signIn('administrator')
  const member = await another('reader')
  await signInAtCompany(member.context(), 'viewer')
  await member.goto(zone.path)
  await expect(member.getByText(absent)).toBeVisible()

  await openAccess(page)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toContainText('Access')
  await button(page, 'New grant').first().click()
  const dialog = page.getByRole('dialog', { name: 'New grant' })
  await dialog.getByRole('radio', { name: 'Person' }).check({ force: true })
  await button(page, 'Create grant').click()
  await expect(dialog.getByText('Enter an e-mail address')).toBeVisible()
  await field(page, 'E-mail').fill('Yuki.Tanaka@nordlicht.example')
  await field(page, 'Instance').selectOption({ label: 'cis-prod-emea' })
  await field(page, 'Search zones').fill(zone.name)
  await dialog.getByRole('checkbox', { name: zone.name }).check()
  await expect(page.getByText('person, from the environment').first()).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Create grant').click()
  await expect(page.getByText('Grant created.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search grants' }).fill(zone.name)
  await expect(rowOf(page, zone.name)).toContainText('Yuki Tanaka')
  await expectAccessible(page)

  await member.reload()
  await expect(member.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()
  await expect(member.getByText('by name')).toBeVisible()

  await rowOf(page, zone.name).focus()
  await page.keyboard.press('Enter')
  await field(page, 'Editor').check({ force: true })
  await page.getByRole('switch', { name: 'Needs approval' }).click()
  await field(page, 'Last day').fill('2099-12-31')
  await button(page, 'Save').click()
  await expect(rowOf(page, zone.name)).toContainText('needs approval')
  await expect(rowOf(page, zone.name)).toContainText('31 Dec 2099')
  await member.reload()
  await expect(member.getByText('until 31 Dec 2099, needs approval')).toBeVisible()

  await page.getByRole('button', { name: 'More for Yuki Tanaka' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await expectAccessible(page)
  await button(page, 'Delete grant').click()
  await expect(rowOf(page, zone.name)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Grants', exact: true })).toBeFocused()
  await member.reload()
  await expect(member.getByText(absent)).toBeVisible()
})

test('who has no access asks for it by the zone’s name, and hears the answer', async ({
  page,
  another,
  zone,
  control,
  signInAtCompany: signIn,
  watch,
}) => {
  watch.allow(404)
  const other = await control.zone()
  await signIn('editor')
  await page.goto(zone.path)
  await page.getByRole('link', { name: 'Request access' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Request access' })).toBeVisible()
  for (const [name, role] of [
    [zone.name, 'Editor'],
    [other.name, 'Viewer'],
  ] as const) {
    await field(page, 'Zone name').fill(name)
    await field(page, role).check({ force: true })
    await field(page, 'Reason').fill('We need HTTP logs for the fraud model.')
    await button(page, 'Request access').click()
    await expect(page.getByText(`Waiting: ${role} of ${name}`)).toBeVisible()
  }
  await expectAccessible(page)

  const admin = await another('reader')
  await signInAtCompany(admin.context(), 'administrator')
  await admin.goto('/access')
  const waiting = admin.getByRole('region', { name: 'Waiting for you' })
  const mine = waiting.getByRole('listitem').filter({ hasText: zone.name })
  await expect(mine).toContainText('Tomás Araújo asks to be an editor of')
  await expectAccessible(admin)
  await mine.getByRole('button', { name: 'Grant…' }).click()
  await expect(admin.getByText('A connection sees this zone.')).toBeVisible()
  await expectAccessible(admin)
  await field(admin, 'Note').fill('Welcome.')
  await button(admin, 'Grant access').click()
  await expect(mine).toHaveCount(0)
  const second = waiting.getByRole('listitem').filter({ hasText: other.name })
  await second.getByRole('button', { name: 'Decline…' }).click()
  await field(admin, 'Reason').fill('Ask team-media.')
  await button(admin, 'Decline').click()
  await expect(admin.getByRole('listitem').filter({ hasText: other.name })).toHaveCount(0)

  await page.reload()
  await expect(page.getByText(`Granted: Editor of ${zone.name}`)).toBeVisible()
  await expect(page.getByText('“Welcome.”')).toBeVisible()
  await expect(page.getByText(`Declined: Viewer of ${other.name}`)).toBeVisible()
  await expect(page.getByText('“Ask team-media.”')).toBeVisible()
  await page.goto(zone.path)
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible()
  const news = page.getByText(`You now have Editor access to ${zone.name}, granted by Ines Brandt.`)
  await expect(news).toBeVisible()
  await expectAccessible(page)
  await button(page, `Dismiss: access to ${zone.name}`).click()
  await expect(news).toHaveCount(0)
  await page.goto(other.path)
  await expect(page.getByText(absent)).toBeVisible()
})

test('the page is for administrators, and says so', async ({ page, signInAtCompany: signIn }) => {
  await signIn('viewer')
  await page.goto('/access')
  await expect(
    page.getByRole('heading', { name: 'This page is for administrators.' }),
  ).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).not.toContainText('Access')
  await expectAccessible(page)
})

test('who sees a zone is said with why, on a phone as well', async ({
  page,
  signInAtCompany: signIn,
}) => {
  const name = 'playground.nordlicht.example'
  await signIn('administrator')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/access')
  await field(page, 'Zone').click()
  await field(page, 'Zone').fill(name)
  await page.getByRole('option', { name: name }).click()
  const people = page.getByRole('region', { name: 'Who sees a zone, and why' })
  await expect(people.getByRole('region', { name: 'Administrator' })).toContainText('Ines Brandt')
  await expect(people).toContainText('through group net-ops, set by the environment')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('a connection is added, checked, renamed and removed', async ({
  page,
  control,
  signInAtCompany: signIn,
  watch,
}) => {
  watch.allow(422)
  await signIn('administrator')
  await page.goto('/access')
  await page.getByRole('tab', { name: /^Connections/ }).click()
  await expect(page).toHaveURL(/tab=connections/)
  await button(page, 'Add connection').first().click()
  await field(page, 'Name').fill('second account')
  await field(page, 'API key').fill('FAKE-key-that-nobody-has-ever-made-anywhere')
  await button(page, 'Add connection').last().click()
  await expect(page.getByText(/Unknown API key/)).toBeVisible()
  await field(page, 'API key').fill(await control.person('reader', 'second'))
  await button(page, 'Add connection').last().click()
  await expect(page.getByRole('dialog', { name: 'second account is connected' })).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Done').click()
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'second account' }) })
  await expect(row).toContainText('Usable')
  await expect(row).toContainText('The key lacks roles.')
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Check second account' }).click()
  await page.getByRole('button', { name: 'More for second account' }).click()
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await field(page, 'Name').fill('spare account')
  await button(page, 'Rename').click()
  await expect(page.getByRole('heading', { name: 'spare account' })).toBeVisible()
  await page.getByRole('button', { name: 'More for spare account' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await field(page, 'Type the name to confirm').fill('spare account')
  await button(page, 'Remove connection').click()
  await expect(page.getByRole('heading', { name: 'spare account' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Connections', exact: true })).toBeFocused()
})
