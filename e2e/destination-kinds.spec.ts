import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { field, openNewJob } from './support/wizard.ts'

const names = ['Cloud Object Storage', 'IBM Cloud Logs', 'Splunk', 'QRadar', 'HTTPS', 'Other']

test('the kinds by keyboard: arrows walk through all of them, and each brings its fields', async ({
  page,
  zone,
  signIn,
}) => {
  await signIn()
  await openNewJob(page, zone)
  const radio = (name: string) => page.getByRole('radio', { name, exact: true })
  await radio('Cloud Object Storage').focus()
  for (const name of names.slice(1)) {
    await page.keyboard.press('ArrowDown')
    await expect(radio(name)).toBeFocused()
    await expect(radio(name)).toBeChecked()
  }
  await expect(field(page, 'Destination string')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(radio('Cloud Object Storage')).toBeChecked()
  await expect(field(page, 'Bucket')).toBeVisible()
})

test('what to ask an administrator for is copied, filled, and without a secret', async ({
  page,
  context,
  zone,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn()
  await openNewJob(page, zone)
  const begin = page.getByRole('complementary', { name: 'About this step' })
  const kinds = page.getByRole('radiogroup', { name: 'Destination type' })
  for (const name of names) {
    await kinds.getByText(name, { exact: true }).click()
    if (name === 'Splunk') {
      await field(page, 'HEC endpoint').fill('splunk.example:8088')
      await field(page, 'HEC token').fill('FAKE-hec-token-not-to-be-copied')
    }
    await begin.getByRole('button', { name: 'Copy message to your administrator' }).click()
    await expect(begin.getByText('Copied')).toBeVisible()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain(`the edge logs of ${zone.name}`)
    expect(text).not.toContain('FAKE-')
    if (name === 'Splunk') expect(text).toContain('splunk.example:8088')
    // The button says so for a while, and then can be pressed for the next kind.
    await expect(begin.getByText('Copied')).toBeHidden()
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the kinds are short rows, and what has to be there is folded above the fields', async ({
    page,
    zone,
    signIn,
  }) => {
    await signIn()
    await openNewJob(page, zone)
    await page.getByRole('radiogroup', { name: 'Destination type' }).getByText('Splunk').click()
    const message = page.getByRole('button', { name: 'Copy message to your administrator' })
    await expect(message).toBeHidden()
    await page.getByText('Before you begin').filter({ visible: true }).click()
    await expect(message.filter({ visible: true })).toHaveCount(1)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })
})
