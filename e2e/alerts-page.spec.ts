import type { Page } from '@playwright/test'
import { baseURL, cloud, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { startWebhook } from './support/webhook.ts'
import { button, field } from './support/wizard.ts'

const secret = 'FAKE-secret-of-the-page'
const longName = `on-call-${'of-a-team-with-a-long-name-'.repeat(3)}end`

/** What one made is one's own to see, but for administrators: each test has a person of its own. */
const row = (page: Page, table: string, name: string) =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: name })

async function choose(page: Page, name: string, item: string): Promise<void> {
  await button(page, `More for ${name}`).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('from an empty page a channel and a rule are created, tested, changed and deleted', async ({
  page,
  signInAtCompany: signIn,
}) => {
  test.slow()
  await signIn('editor')
  const webhook = await startWebhook(secret)
  await page.goto('/alerts')
  await expect(page.getByText('No alert rules yet.')).toBeVisible()
  await expect(page.getByText('No open alerts.')).toBeVisible()
  await expectAccessible(page)

  await button(page, 'New channel').click()
  const channelDialog = page.getByRole('dialog', { name: 'New channel' })
  await expect(field(page, 'Name')).toBeFocused()
  await button(page, 'Create channel').click()
  await expect(field(page, 'Name')).toBeFocused()
  await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true')
  await field(page, 'Name').fill(longName)
  await field(page, 'URL').fill(webhook.url)
  await channelDialog.getByLabel(/^Signing secret/).fill(secret)
  await channelDialog.getByRole('switch', { name: 'Quiet hours' }).click()
  await field(page, 'From').fill('25:00')
  await button(page, 'Create channel').click()
  await expect(field(page, 'From')).toBeFocused()
  await field(page, 'From').fill('22:30')
  await expectAccessible(page)
  await button(page, 'Create channel').click()
  await expect(channelDialog).toHaveCount(0)

  await page.getByRole('tab', { name: 'Channels' }).click()
  const channel = row(page, 'Alert channels', longName)
  await expect(channel).toContainText('Webhook, signed')
  await expect(channel).toContainText('Quiet 22:30–07:00')
  await expect(channel).not.toContainText('/alerts')
  await channel.getByRole('button', { name: /^Send test/ }).click()
  await expect(channel).toContainText('Test sent.')
  expect(webhook.notices.map(({ event }) => event)).toEqual(['test'])
  expect(webhook.forged).toEqual([])

  await choose(page, longName, 'Edit…')
  const edited = page.getByRole('dialog', { name: `Edit ${longName}` })
  await expect(field(page, 'URL')).toHaveValue('')
  await edited.getByRole('switch', { name: 'Quiet hours' }).click()
  await button(page, 'Save').click()
  await expect(edited).toHaveCount(0)
  await expect(channel).not.toContainText('Quiet')
  await expect(channel).toContainText('signed')

  await page.getByRole('tab', { name: 'Rules' }).click()
  await button(page, 'New rule').click()
  const ruleDialog = page.getByRole('dialog', { name: 'New rule' })
  await field(page, 'Name').fill('Late for an hour')
  await field(page, 'Alert when').selectOption({ label: 'A job is late' })
  await field(page, 'For at least (minutes)').fill('an hour')
  await button(page, 'Create rule').click()
  await expect(field(page, 'For at least (minutes)')).toBeFocused()
  await field(page, 'For at least (minutes)').fill('60')
  await expectAccessible(page)
  await button(page, 'Create rule').click()
  await expect(ruleDialog).toHaveCount(0)
  const rule = row(page, 'Alert rules', 'Late for an hour')
  await expect(rule).toContainText('after 1 h')
  await expect(rule).toContainText(longName)
  await rule.getByRole('switch').click()
  await expect(rule.getByRole('switch')).not.toBeChecked()

  await page.setViewportSize({ width: 360, height: 740 })
  for (const tab of ['Rules', 'Channels', 'History', 'Delivery log']) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
  await expect(page.getByRole('table', { name: 'Delivery log' })).toContainText('Sent')
  await page.setViewportSize({ width: 1280, height: 800 })

  // By keyboard alone.
  await page.getByRole('tab', { name: 'Rules' }).click()
  await button(page, 'More for Late for an hour').press('Enter')
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Delete rule').press('Enter')
  await expect(rule).toHaveCount(0)
  await page.getByRole('tab', { name: 'Channels' }).click()
  await choose(page, longName, 'Delete…')
  await button(page, 'Delete channel').click()
  await expect(channel).toHaveCount(0)
  webhook.close()
})

test('a rule needs no channel, and says where it watches nothing', async ({
  page,
  signInAtCompany: signIn,
}) => {
  await signIn('administrator')
  await page.goto('/alerts')
  await button(page, 'New rule').first().click()
  const dialog = page.getByRole('dialog', { name: 'New rule' })
  await field(page, 'Name').fill('Deleted without us')
  await expect(field(page, 'For at least (minutes)')).toBeVisible()
  await field(page, 'Alert when').selectOption({ label: 'A job was deleted outside the dashboard' })
  await expect(field(page, 'For at least (minutes)')).toHaveCount(0)
  await field(page, 'Zones').selectOption({ label: 'Zones of a team' })
  await expect(dialog.getByText('the zones that its grants reach')).toBeVisible()
  await field(page, 'Group').fill('nobody-is-in-it')
  await expect(dialog.getByText('No grant names this group')).toBeVisible()
  await expect(dialog.getByText('alerts appear on this page only')).toBeVisible()
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck()
  await expectAccessible(page)
  await button(page, 'Create rule').click()
  await expect(dialog).toHaveCount(0)
  const rule = row(page, 'Alert rules', 'Deleted without us')
  await expect(rule).toContainText('Nobody')
  await expect(rule).toContainText('No grant names this group: nothing is watched.')
  await expect(rule).toContainText('immediately')
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(rule).toContainText('Notifies: Nobody')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await choose(page, 'Deleted without us', 'Delete…')
  await button(page, 'Delete rule').click()
  await expect(rule).toHaveCount(0)
})

test('an open alert is acknowledged with a note, which stays', async ({
  page,
  signInAtCompany: signIn,
}) => {
  test.slow()
  await signIn('administrator')
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api${path}`, { headers: { Origin: baseURL() }, data })
    expect(answer.status(), await answer.text()).toBe(201)
    return (await answer.json()) as { id: string }
  }
  const webhook = await startWebhook(secret)
  const channel = await post('/alert-channels', {
    kind: 'webhook',
    name: 'Acknowledged',
    url: webhook.url,
    secret,
  })
  const rule = await post('/alert-rules', {
    name: 'Broken already',
    when: 'failing',
    scope: { kind: 'instance', instanceId: cloud().cisInstanceId },
    channelIds: [channel.id],
  })
  await page.goto('/alerts')
  const alert = page
    .getByRole('list', { name: 'Open alerts' })
    .getByRole('listitem')
    .filter({ hasText: 'rule Broken already' })
    .first()
  await expect(alert).toBeVisible({ timeout: 100_000 })
  await alert.getByRole('button', { name: /^Acknowledge/ }).press('Enter')
  await expect(page.getByLabel(/^Note/)).toBeFocused()
  await page.getByLabel(/^Note/).fill('Asked the owner of the bucket')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await expect(alert).toContainText('Acknowledged by Ines Brandt')
  await page.reload()
  await expect(alert).toContainText('Asked the owner of the bucket')
  await expectAccessible(page)

  // As the link of a notice leads there.
  const answer = await page.request.get(`/api/alerts?open=true&ruleId=${rule.id}`)
  const { items } = (await answer.json()) as { items: { id: string; acknowledged: unknown }[] }
  const { id } = items.find(({ acknowledged }) => acknowledged !== null) ?? { id: '' }
  await page.goto(`/alerts?alert=${id}`)
  const linked = page.getByRole('region', { name: 'Linked alert' })
  await expect(linked.getByRole('listitem')).toContainText('Asked the owner of the bucket')
  await expect(page.getByText('Asked the owner of the bucket')).toHaveCount(1)
  await expectAccessible(page)
  await linked.getByRole('button', { name: /^Edit note/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit note' })
  await dialog.getByLabel(/^Note/).fill('The owner answered')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(linked.getByRole('listitem')).toContainText('The owner answered')

  const off = { headers: { Origin: baseURL() }, data: { enabled: false } }
  expect((await page.request.patch(`/api/alert-rules/${rule.id}`, off)).status()).toBe(200)
  await expect(linked.getByRole('listitem')).toContainText('over', { timeout: 30_000 })
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await linked.getByRole('button', { name: 'Show all alerts' }).click()
  await expect(linked).toHaveCount(0)
  expect(page.url()).not.toContain(id)
  webhook.close()
})

test('what can’t be loaded says so, is not taken for nothing, and is asked for again', async ({
  page,
  signInAtCompany: signIn,
  watch,
}) => {
  watch.allow(500)
  await signIn('viewer')
  const broken = ['**/api/alert-rules', '**/api/alert-channels']
  for (const path of broken) {
    await page.route(path, (request) =>
      request.fulfill({ status: 500, contentType: 'text/plain', body: 'out of order' }),
    )
  }
  await page.goto('/alerts')
  const again = page.getByRole('tabpanel').getByRole('button', { name: 'Retry' })
  await expect(again).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await page.unroute('**/api/alert-rules')
  await again.click()
  await expect(page.getByText('No alert rules yet.')).toBeVisible()
  await expect(page.getByText('Create a channel first')).toHaveCount(0)
  await button(page, 'New rule').click()
  const dialog = page.getByRole('dialog', { name: 'New rule' })
  await expect(dialog.getByText('The channels could not be loaded.')).toBeVisible({
    timeout: 30_000,
  })
  await expectAccessible(page)
  await page.unroute('**/api/alert-channels')
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByText('There is no channel yet.')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`open alerts are awaited, and where they can’t be loaded that is said, in ${colorScheme}`, async ({
    page,
    signInAtCompany: signIn,
    watch,
  }) => {
    watch.allow(500, 404)
    await signIn('viewer')
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 360, height: 740 })
    let answer: (status: number) => void = () => {}
    const answered = new Promise<number>((resolve) => {
      answer = resolve
    })
    await page.route('**/api/alerts?open=true*', async (request) =>
      request.fulfill({ status: await answered, contentType: 'text/plain', body: 'out of order' }),
    )
    await page.goto(`/alerts?alert=${crypto.randomUUID()}`)
    const open = page.getByRole('region', { name: 'Open alerts' })
    await expect(open.getByText('Loading the alerts…')).toBeAttached()
    await expect(page.getByText('No open alerts.')).toHaveCount(0)
    // Of an alert that is nobody's, or of zones that they don't see.
    await expect(page.getByText('This alert doesn’t exist or you don’t have access')).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    answer(500)
    const again = open.getByRole('button', { name: 'Retry' })
    await expect(again).toBeVisible({ timeout: 30_000 })
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.unroute('**/api/alerts?open=true*')
    await again.click()
    await expect(page.getByText('No open alerts.')).toBeVisible()
  })
}
