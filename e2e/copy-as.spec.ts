import { expect, expectAccessible, test } from './fixtures'
import { button } from './support/wizard.ts'

const channel = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'

test('a job that exists is copied in every form, without its secrets', async ({
  page,
  context,
  control,
  signIn,
}) => {
  const query = `channel=${channel}&header_Authorization=Splunk%20FAKE-hec-token-1&insecure-skip-verify=false`
  const zone = await control.zone({
    jobs: [
      {
        name: 'to-splunk',
        health: 'never_ran',
        destination_conf: `splunk://hec.example:8088/services/collector/raw?${query}`,
      },
    ],
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Copy as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy to-splunk as' })
  await expect(dialog.getByLabel('Command for the CLI')).toContainText('logpush-job-create')
  await expectAccessible(page)
  for (const [tab, form, text] of [
    ['curl', 'Command for curl', '"auth_token": "Splunk '],
    ['JSON', 'Body of the request', '"auth_token": "Splunk $SPLUNK_TOKEN"'],
    ['Terraform', 'Configuration for Terraform', 'urlencode(var.splunk_token)'],
  ] as const) {
    await dialog.getByRole('tab', { name: tab }).click()
    await expect(dialog.getByLabel(form)).toContainText(text)
    await expect(dialog).not.toContainText('FAKE')
  }
  await expect(dialog).toContainText('The provider has no argument for Splunk')
  await expect(dialog).toContainText('to_splunk')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('resource "ibm_cis_logpush_job" "to_splunk" {')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button(page, 'More')).toBeFocused()
})

test('a leftover of Log Analysis says why it cannot be copied', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({
    jobs: [
      {
        name: 'to-logdna',
        health: 'never_ran',
        destination_conf: 'logdna://logs.eu-de.example?region=eu-de&ingress_key=FAKE-key-1',
      },
    ],
  })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Copy as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy to-logdna as' })
  await expect(dialog).toContainText('IBM ended Log Analysis')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
})
