import { cloud, expect, keyOf, test } from './fixtures'
import { failing } from './support/control.ts'

test('what a failing job did not deliver is recoverable, by commands for exactly that time', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [failing({ name: 'cut-off' })] })
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('table').getByRole('link', { name: 'cut-off' }).click()
  await expect(
    page.getByText(/of HTTP requests not delivered; recoverable with Logpull until/),
  ).toBeVisible()
  await page.getByText(/Show the (\d+ )?commands? that recovers? these logs/).click()
  const commands = page.getByRole('region', { name: 'Commands for Logpull' })
  await expect(commands).toContainText(`ibmcloud cis logpull ${zone.id} --start`)
  await expect(page.getByText(/\blost\b/)).toBeHidden()
})

test('with log retention off the same is lost, and nothing is offered', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ retention: false, jobs: [failing({ name: 'cut-off' })] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await expect(page.getByText(/of HTTP requests lost: log retention is off/)).toBeVisible()
  await expect(page.getByText(/that recovers? these logs/)).toBeHidden()
})

test('an old job that never delivered is to be checked, not waited for', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({
    jobs: [{ name: 'in-order' }, { name: 'never-came', health: 'never_ran' }],
  })
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByText('1 to check')).toBeVisible()
  await expect(page.getByText('1 healthy')).toBeVisible()
  await page.getByRole('link', { name: 'View fix' }).click()
  await expect(page.getByRole('complementary', { name: 'What to check' })).toBeVisible()
})

test('a job to another region than its Cloud Logs instance’s is told apart from a healthy one', async ({
  page,
  control,
  signIn,
}) => {
  const host = `${cloud().cloudLogsInstanceId}.ingress.eu-gb.logs.cloud.ibm.com`
  const zone = await control.zone({
    jobs: [
      {
        name: 'to-nowhere',
        destinationConf: `ibmcl://${host}/logs/v1/singles?ibm_api_key=${keyOf('logsSender')}`,
      },
    ],
  })
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByText(/is in .*this job sends to /).first()).toBeVisible()
  await expect(page.getByText('1 to check')).toBeVisible()
  await page.getByRole('table').getByRole('link', { name: 'to-nowhere' }).click()
  await expect(page.getByText(/is in .*this job sends to /).first()).toBeVisible()
})

test('a zone without traffic says so, and a name in Punycode how it reads', async ({
  page,
  control,
  signIn,
}) => {
  const name = 'xn--grne-welle-beb.example'
  const zone = await control.zone({ name, status: 'pending', jobs: [{ name: 'too-early' }] })
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('grüne-welle.example', { exact: true })).toBeVisible()
  await expect(page.getByText(/^no traffic yet/)).toBeVisible()
  await page.getByRole('table').getByRole('link', { name: 'too-early' }).click()
  await expect(
    page.getByText(/no traffic flows through CIS, so nothing is delivered/),
  ).toBeVisible()
})
