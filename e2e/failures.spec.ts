import type { Page } from '@playwright/test'
import { expect, expectAccessible, type FreshZone, test } from './fixtures'
import { folderOf } from './support/control.ts'
import {
  button,
  chooseBucket,
  createJob,
  field,
  giveKey,
  goNext,
  nameAndReview,
  openNewJob,
} from './support/wizard.ts'

const jobs = (zone: FreshZone) => ({ service: 'cis', path: `${zone.id}/logpush/jobs` })
const alerts = (page: Page) => page.getByRole('main').getByRole('alert')

async function fillAll(page: Page, zone: FreshZone, name: string): Promise<void> {
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, name)
}

test('IBM takes no more requests: said with the time, and gone on by itself', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(429)
  const relieve = await control.fault(jobs(zone), { kind: 'rate-limited', retryAfter: 60 })
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByText(/Rate-limited by IBM until \d\d:\d\d/)).toBeVisible()
  await relieve()
  await page.keyboard.press('r')
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
})

const nonsense = [
  ['a fault of IBM’s', { kind: 'status', status: 503 }],
  ['a page of HTML', { kind: 'html' }],
  ['broken JSON', { kind: 'broken-json' }],
  ['a connection that breaks', { kind: 'reset-before' }],
] as const

for (const [what, effect] of nonsense) {
  test(`the jobs can’t be read, ${what}: told with the ids, tried again`, async ({
    page,
    control,
    zone,
    signIn,
    watch,
  }) => {
    watch.allow(502, 503)
    const relieve = await control.fault(jobs(zone), effect)
    await signIn()
    await page.goto(zone.path)
    const notice = alerts(page).filter({ hasText: 'The jobs of this zone could not be loaded.' })
    await expect(notice).toContainText('X-Request-ID')
    await expect(page.getByRole('switch', { name: 'Log retention' })).toBeChecked()
    await relieve()
    await notice.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
    await expect(notice).toBeHidden()
  })
}

test('a result of null is an empty list, as IBM means it', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await control.fault(jobs(zone), { kind: 'result-null' })
  await signIn()
  await page.goto(zone.path)
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
})

test('jobs that were read stay in sight, but not in their colours, when IBM is down', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(502, 503)
  const zone = await control.zone({ jobs: [{ name: 'was-fine' }] })
  await signIn()
  await page.goto(zone.path)
  const table = page.getByRole('table', { name: 'Logpush jobs' })
  await expect(table.getByText('Delivering')).toBeVisible()
  await control.fault(jobs(zone), { kind: 'status', status: 500 })
  await page.keyboard.press('r')
  await expect(table.getByText('Not known')).toBeVisible()
  await expect(table.getByText(/was delivering (yesterday )?at \d\d:\d\d/)).toBeVisible()
  await expect(table.getByRole('link', { name: 'was-fine' })).toBeVisible()
})

test('the answer to a create is lost: read back, one job, and told', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await control.fault({ ...jobs(zone), method: 'POST' }, { kind: 'reset-after' })
  await signIn()
  await fillAll(page, zone, 'made-once')
  await createJob(page)
  await expect(page.getByText('Created, once.')).toBeVisible()
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
  const list = await (await page.request.get(`/api${zone.path}/jobs`)).json()
  expect(list.items).toHaveLength(1)
})

test('nobody knows whether it was made: read back until it is told', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(502, 503, 504)
  await signIn()
  await fillAll(page, zone, 'perhaps-made')
  const readings = async () => {
    const asked = await control.requests(zone)
    return asked.filter(({ method, path }) => method === 'GET' && path.endsWith('/logpush/jobs'))
  }
  // The page reads the list by itself, too; held back until then, it can't be taken for the reading that counts.
  const known = Promise.withResolvers<void>()
  await page.route(`**/api${zone.path}/jobs`, async (route) => {
    if (route.request().method() === 'GET') await known.promise
    await route.fallback()
  })
  const { length: before } = await readings()
  await control.fault({ ...jobs(zone), method: 'POST' }, { kind: 'delay', ms: 2_000 })
  await control.fault({ ...jobs(zone), method: 'POST' }, { kind: 'reset-after' })
  await button(page, 'Create job').click()
  // The list is read before the job is made, so that it can be told apart afterwards.
  await expect.poll(async () => (await readings()).length).toBeGreaterThan(before)
  const recover = await control.fault(
    { ...jobs(zone), method: 'GET' },
    { kind: 'status', status: 503 },
  )
  known.resolve()
  await expect(alerts(page)).toContainText('We don’t know yet whether the job was created.', {
    timeout: 35_000,
  })
  await expect(page).toHaveURL(/step=review/)
  await recover()
  await expect(page).toHaveURL(/\/jobs\/\d+/)
  await expect(page.getByText('Created, once.')).toBeVisible()
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
})

test('a token that ended a moment ago is renewed without anybody noticing', async ({
  page,
  control,
  zone,
  signIn,
}) => {
  await signIn()
  await control.fault({ ...jobs(zone), times: 1 }, { kind: 'token-expired' })
  await page.goto(zone.path)
  await expect(page.getByText('No Logpush jobs yet.')).toBeVisible()
  const statuses = (await control.requests(zone))
    .filter(({ path }) => path.endsWith('/logpush/jobs'))
    .map(({ status }) => status)
  expect(statuses.slice(0, 2)).toEqual([401, 200])
})

test('a double click on Create makes one job', async ({ page, control, zone, signIn }) => {
  await control.fault({ ...jobs(zone), method: 'POST' }, { kind: 'delay', ms: 800 })
  await signIn()
  await fillAll(page, zone, 'once')
  await button(page, 'Create job').dblclick()
  await expect(page).toHaveURL(/\/jobs\/\d+/)
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
})

test('IBM never answers the create: told within half a minute, nothing sent twice', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(502, 504)
  await signIn()
  await fillAll(page, zone, 'never-answered')
  await control.fault({ ...jobs(zone), method: 'POST' }, { kind: 'hang' })
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/jobs'),
    { timeout: 31_000 },
  )
  await button(page, 'Create job').click()
  await expect(page.getByText('Creating…').first()).toBeVisible()
  expect((await answer).status()).toBeGreaterThanOrEqual(500)
  await expect(alerts(page).first()).toBeVisible()
  await expect(page).toHaveURL(/step=review/)
  expect(await control.writes(zone)).toEqual(['POST /logpush/jobs'])
})

test('a zone that does not exist, and one that is nobody’s id', async ({
  page,
  signIn,
  watch,
  zone,
}) => {
  watch.allow(404)
  await signIn()
  await page.goto(zone.path.replace(zone.id, '0'.repeat(32)))
  await expect(page.getByText('This zone doesn’t exist')).toBeVisible()
  await page.goto(zone.path.replace(zone.id, 'no-id'))
  await expect(page.getByText('This zone doesn’t exist')).toBeVisible()
  await page.goto('/no/such/page')
  await expect(page.getByText('This page doesn’t exist')).toBeVisible()
})

test('fields that can’t be listed hold nobody back', async ({
  page,
  control,
  zone,
  signIn,
  watch,
}) => {
  watch.allow(502, 503)
  await control.fault(
    { service: 'cis', path: `${zone.id}/logpush/datasets` },
    { kind: 'status', status: 503 },
  )
  await signIn()
  await openNewJob(page, zone)
  await chooseBucket(page, { path: folderOf(zone) })
  await giveKey(page)
  await goNext(page, 'Logs')
  await expect(alerts(page)).toContainText('IBM’s list of fields could not be loaded.')
  await field(page, 'Name').fill('with-default-fields')
  await goNext(page, 'Review')
  await expect(button(page, 'Create job')).toBeVisible()
})

test('what was seen before stays there while IBM is away', async ({
  page,
  control,
  signIn,
  watch,
}) => {
  watch.allow(503)
  const zone = await control.zone({ jobs: [{ name: 'seen-before', health: 'delivering' }] })
  await signIn()
  await page.goto(zone.path)
  const seenAt = async () => {
    const answer = await page.request.get(`/api/overview/zones?q=${zone.name}`)
    const { items } = (await answer.json()) as { items: { asOf: string | null }[] }
    return items[0]?.asOf ?? null
  }
  await expect.poll(seenAt, { timeout: 60_000 }).not.toBeNull()

  await control.fault({ service: 'cis', path: zone.id }, { kind: 'status', status: 503 })
  await page.goto(zone.path)
  await expect(alerts(page)).toContainText('This zone could not be loaded.')
  await expect(page.getByRole('heading', { name: zone.name })).toBeVisible()
  const entry = page.getByRole('listitem').filter({ hasText: 'seen-before' })
  await expect(entry).toContainText(/Not known\s*was delivering (yesterday )?at \d\d:\d\d/)
  await expectAccessible(page)
  await entry.getByRole('link', { name: 'seen-before' }).click()
  await expect(alerts(page)).toContainText('The job could not be loaded.')
  await expect(page.getByRole('heading', { name: 'seen-before' })).toBeVisible()
  await expect(page.getByRole('link', { name: zone.name })).toBeVisible()
  await expect(page.getByText(/^Not known\. Was delivering at/)).toBeVisible()
  await expect(page.getByRole('heading', { name: /^30 days/ })).toBeVisible()
  await expectAccessible(page)
})
