import type { Page } from '@playwright/test'
import { cloud, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { folderOf, type SeedJob } from './support/control.ts'
import { button, choose, chooseBucket, field, giveKey, step } from './support/wizard.ts'

/** Hosts of Log Analysis: some still answer, of others not even the name is left. */
const logAnalysis = (region: 'eu-de' | 'us-south') => `logs.${region}.logging.cloud.ibm.com`

const leftover = (name: string): SeedJob => ({
  name,
  health: 'off',
  destinationConf: `https://${logAnalysis('eu-de')}/logs/ingest?hostname=magazine&header_apikey=FAKE-logdna-ingestion-key`,
})

/** IBM gives it no other destination, so it moves by a second job. */
const deadLeftover = (name: string): SeedJob => ({
  name,
  health: 'failing',
  error_message: 'error writing object: DNSError',
  destinationConf: `logdna://${logAnalysis('us-south')}?hostname=magazine&ingress_key=FAKE-logdna-ingress-key&region=us-south`,
})

const challenged = (name: string, folder: string): SeedJob => ({
  name,
  challenged: true,
  destinationConf: `cos://${cloud().bucket}/${folder}?region=${cloud().bucketRegion}&instance-id=${cloud().cosInstanceId}`,
})

const table = (page: Page) => page.getByRole('table', { name: 'Logpush jobs' })
const review = (page: Page) => step(page, 'Review')

async function toReview(page: Page): Promise<void> {
  await button(page, 'Next: Review').click()
  await expect(review(page)).toBeVisible()
}

async function chooseCloudLogs(page: Page): Promise<void> {
  await choose(page, 'Destination type', 'IBM Cloud Logs')
  await field(page, 'Cloud Logs instance').selectOption({ value: cloud().cloudLogsInstanceId })
  await giveKey(page, 'logsSender')
}

/** From a job's page to one that waits: a dead leftover to a folder of the zone's own. */
async function moveBySecondJob(page: Page, zone: { id: string; path: string; jobIds: string[] }) {
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/move`)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await toReview(page)
  await button(page, 'Move job').click()
  await expect(page.getByText('Moving: waiting for the new job’s first delivery.')).toBeVisible()
}

test('a leftover of Log Analysis moves to Object Storage in place', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [leftover('magazine-http')] })
  await signIn()
  await page.goto(zone.path)
  await table(page).getByRole('link', { name: 'Move to…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Move magazine-http')
  await expectAccessible(page)

  await button(page, 'Next: Review').click()
  await expect(field(page, 'Object Storage instance')).toBeFocused()
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await toReview(page)
  const changes = page.getByRole('table', { name: 'Changes' })
  await expect(changes.getByRole('row', { name: /^Destination/ })).toContainText('LogDNA')
  await expect(changes.getByRole('row', { name: /^Destination/ })).toContainText(folderOf(zone))
  await expect(page.getByText(/a second job is created as magazine-http-moved/)).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Move job').click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('magazine-http')
  await expect(page.getByText('magazine-http moved. The change takes effect')).toBeVisible()
  await page.getByText('Moved.', { exact: true }).click()
  await expect(page.getByText(/in place; it takes effect in/)).toBeVisible()
  await expectAccessible(page)
  expect(await control.writes(zone)).toEqual([`PUT /logpush/jobs/${zone.jobIds[0]}`])
})

test('a dead leftover moves to Cloud Logs by a second job, and goes after the first delivery', async ({
  page,
  context,
  control,
  signIn,
  watch,
}) => {
  watch.allow(404)
  const zone = await control.zone({ jobs: [deadLeftover('magazine-firewall')] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await page.getByRole('link', { name: 'Move to…' }).click()
  await chooseCloudLogs(page)
  await toReview(page)
  await button(page, 'Move job').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('magazine-firewall-moved')
  // Both before the first delivery, which is half a minute away: to judge one page first takes longer on a busy machine.
  const list = await context.newPage()
  await Promise.all([
    expect(page.getByText('Moving: waiting for the new job’s first delivery.')).toBeVisible(),
    list.goto(zone.path),
    expect(table(list).getByText('moving to magazine-firewall-moved')).toBeVisible(),
    expect(table(list).getByText('new, being watched')).toBeVisible(),
  ])
  await expectAccessible(page)
  await list.close()

  await page.goto(zone.path)
  await expectAccessible(page)
  // The list follows by itself; the old job's row goes, and the new one has its name.
  await expect(table(page).getByText('magazine-firewall-moved')).toHaveCount(0, {
    timeout: 90_000,
  })
  await expect(table(page).getByRole('link', { name: 'magazine-firewall' })).toHaveCount(1)
  await expect(page.getByText('magazine-firewall moved. The old job is deleted.')).toBeVisible()

  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
  await expect(page.getByText(/took its place/)).toBeVisible()
  await page.getByRole('link', { name: 'View the new job' }).click()
  await page.getByText('Moved.', { exact: true }).click()
  await expect(page.getByText('Old job deleted')).toBeVisible()

  await page.goto(`/activity?instanceId=${zone.instanceId}&zoneId=${zone.id}`)
  await expect(page.getByRole('row', { name: /Started moving magazine-firewall/ })).toBeVisible()
  const ended = page.getByRole('row', { name: /Moved magazine-firewall from job/ })
  await ended.getByRole('button', { name: /^Details/ }).click()
  await expect(page.getByText('Old job', { exact: true })).toBeVisible()
})

test('a job that hangs on a challenge moves to a key: nothing else is asked for', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone()
  const folder = folderOf(zone)
  const held = await control.zone({ jobs: [challenged('moebel-http', folder)] })
  await signIn()
  await page.goto(`${held.path}/jobs/${held.jobIds[0]}`)
  await expect(page.getByText(/IBM asks for an API key since March 2026/)).toBeVisible()
  await page.getByRole('link', { name: 'Move to a key' }).click()
  await expect(step(page, 'Which key should IBM use?')).toBeVisible()
  await expect(field(page, 'Bucket')).toBeHidden()
  await button(page, 'Next: Review').click()
  await expect(field(page, 'Destination API key')).toBeFocused()
  await giveKey(page)
  await button(page, 'Write a test object').click()
  await expect(page.getByText(/Written at/)).toBeVisible()
  await expectAccessible(page)
  await toReview(page)
  await expect(page.getByRole('row', { name: /^Authentication/ })).toContainText('API key')
  await expect(page.getByRole('radiogroup', { name: 'How to move it' })).toBeHidden()
  await button(page, 'Move job').click()
  await expect(page.getByText('moebel-http moved.')).toBeVisible()
  await expect(page.getByText(/Set \(hidden\)/)).toBeVisible()
  expect(await control.writes(held)).toEqual([`PUT /logpush/jobs/${held.jobIds[0]}`])
})

test('deleting the old job is refused: both are kept, and that is said', async ({
  page,
  control,
  signIn,
}) => {
  const zone = await control.zone({ jobs: [deadLeftover('cannot-go')] })
  await control.fault(
    { service: 'cis', method: 'DELETE', path: zone.id },
    { kind: 'delete-refused' },
  )
  await signIn()
  await moveBySecondJob(page, zone)
  await expect(page.getByText('Move stopped; both jobs were kept.')).toBeVisible({
    timeout: 90_000,
  })
  await expect(page.getByText(/Delete the old job yourself/)).toBeVisible()
  await expectAccessible(page)
  await page.goto(zone.path)
  await expect(table(page).getByText('move stopped')).toHaveCount(2)
})

test('a person ends a move: both are kept, or the old one goes at once', async ({
  page,
  control,
  signIn,
}) => {
  const silent = { kind: 'silent' }
  const zone = await control.zone({ jobs: [deadLeftover('first')] })
  const second = await control.zone({ jobs: [deadLeftover('second')] })
  await control.fault({ service: 'cis', method: 'POST', path: zone.id }, silent)
  await control.fault({ service: 'cis', method: 'POST', path: second.id }, silent)
  await signIn()
  await moveBySecondJob(page, zone)
  await button(page, 'Keep both…').click()
  await expectAccessible(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep both' }).click()
  await expect(page.getByText('Move ended; both jobs were kept.')).toBeVisible()

  await moveBySecondJob(page, second)
  await button(page, 'Delete the old job now…').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the old job' }).click()
  await expect(page.getByText('Moved.', { exact: true })).toBeVisible()
  await page.getByText('Moved.', { exact: true }).click()
  await expect(page.getByText(/not waited for: the old job was deleted before it/)).toBeVisible()
})

test('without a free slot a second job is refused, and nothing has changed', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(409)
  const others = ['a', 'b', 'c'].map((name) => ({ name }))
  const zone = await control.zone({ jobs: [deadLeftover('one-too-many'), ...others] })
  await signIn()
  await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/move`)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await toReview(page)
  await expect(page.getByText(/All 4 slots are in use/)).toBeVisible()
  await button(page, 'Move job').click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The job was not moved.')
  await expect(
    page.getByRole('main').getByRole('alert').getByRole('link', { name: 'View jobs' }),
  ).toBeVisible()
  await expectAccessible(page)
})

test('two people move the same job: the second one is told, and shown the move', async ({
  page,
  another,
  control,
  signIn,
  watch,
}) => {
  watch.allow(409)
  const zone = await control.zone({ jobs: [deadLeftover('wanted-twice')] })
  await control.fault({ service: 'cis', method: 'POST', path: zone.id }, { kind: 'silent' })
  await signIn()
  const other = await another('manager')
  await other.goto(`${zone.path}/jobs/${zone.jobIds[0]}/move`)
  await chooseBucket(other, { path: `${folderOf(zone)}-other` })
  await giveKey(other)
  await toReview(other)
  await moveBySecondJob(page, zone)
  await button(other, 'Move job').click()
  const told = other.getByRole('main').getByRole('alert')
  await expect(told).toContainText('already being moved')
  await told.getByRole('link', { name: 'View the move' }).click()
  await other.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(other.getByText('Moving: waiting for the new job’s first delivery.')).toBeVisible()
  await other.goto(`${zone.path}/jobs/${zone.jobIds[0]}/move`)
  await expect(other.getByText('This job is already being moved.')).toBeVisible()
})

test('all leftovers of a zone move in one go, each to a folder of its own; what fails is retried', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(403, 422, 502)
  const zone = await control.zone({
    jobs: [leftover('left-1'), leftover('left-2'), { name: 'in-order' }],
  })
  const end = await control.fault(
    { service: 'cis', method: 'PUT', path: `${zone.id}/logpush/jobs/${zone.jobIds[1]}` },
    { kind: 'destination-down' },
  )
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('link', { name: 'Move 2 jobs to…' }).click()
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await expectAccessible(page)
  await toReview(page)
  const moves = page.getByRole('table', { name: 'Jobs to move' })
  await expect(moves.getByRole('row', { name: /left-1/ })).toContainText('/http_requests')
  await expect(moves.getByRole('row', { name: /left-2/ })).toContainText('/http_requests-2')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await button(page, 'Move 2 jobs').click()
  await expect(moves.getByRole('row', { name: /left-1/ })).toContainText('Moved:')
  await expect(moves.getByRole('row', { name: /left-2/ })).toContainText('Not moved.')
  await expect(page.getByText('1 of 2 requested · 1 not moved')).toBeVisible()
  await expectAccessible(page)
  await end()
  await moves.getByRole('button', { name: 'Retry' }).click()
  await expect(moves.getByRole('row', { name: /left-2/ })).toContainText('Moved:')
  await page.getByRole('link', { name: 'View the zone’s jobs' }).click()
  await expect(table(page).getByText('LogDNA, retired')).toHaveCount(0)
})

test('all jobs that hang on a challenge move to one key', async ({ page, control, signIn }) => {
  const { id } = await control.zone()
  const folder = id.slice(0, 12)
  const zone = await control.zone({
    jobs: [challenged('one', `${folder}/a`), challenged('two', `${folder}/b`)],
  })
  await signIn()
  await page.goto(zone.path)
  await page.getByRole('link', { name: 'Move 2 jobs to a key' }).click()
  await button(page, 'Next: Review').click()
  await expect(field(page, 'Destination API key')).toBeFocused()
  await giveKey(page)
  await expectAccessible(page)
  await toReview(page)
  await button(page, 'Move 2 jobs').click()
  await expect(page.getByText('2 of 2 requested')).toBeVisible()
  await page.getByRole('link', { name: 'View the zone’s jobs' }).click()
  await expect(table(page).getByText('ownership challenge')).toHaveCount(0)
})
