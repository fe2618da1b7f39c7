import type { APIRequestContext, BrowserContext, Page } from '@playwright/test'
import { baseURL, cloud, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures'
import { type FreshZone, folderOf } from './support/control.ts'
import { signInAtCompany } from './support/sign-in.ts'
import { button, field, giveKey, goNext, nameAndReview, openNewJob } from './support/wizard.ts'

const headers = () => ({ Origin: baseURL() })

/** Lets the editor of the demo's provider work in a zone, as far as an administrator approves. */
async function giveByApproval(
  request: APIRequestContext,
  { instanceId, id }: FreshZone,
  rails: Record<string, unknown> = {},
): Promise<void> {
  const answer = await request.post('/api/grants', {
    headers: headers(),
    data: {
      subject: { kind: 'person', email: 'tomas.araujo@nordlicht.example' },
      role: 'editor',
      scope: { kind: 'zones', instanceId, zoneIds: [id] },
      rails: { needsApproval: true, ...rails },
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
}

/** A bucket by its names, as somebody knows it who can list none. */
async function typeBucket(page: Page, zone: FreshZone): Promise<void> {
  const { cosInstanceId, bucket, bucketRegion } = cloud()
  await page.getByRole('textbox', { name: 'Object Storage instance' }).fill(cosInstanceId)
  await expect(page.getByText('The buckets of this instance can’t be listed')).toBeVisible()
  await field(page, 'Bucket').fill(bucket)
  await field(page, 'Region').fill(bucketRegion)
  await field(page, 'Path').fill(folderOf(zone))
}

/** The person's own part: a new job up to the press that asks for approval. */
async function askForJob(page: Page, zone: FreshZone, name: string): Promise<string> {
  await openNewJob(page, zone)
  await typeBucket(page, zone)
  await giveKey(page)
  await goNext(page, 'Logs')
  await nameAndReview(page, name)
  await expect(button(page, 'Create job')).toHaveCount(0)
  await button(page, 'Request approval').click()
  await expect(page).toHaveURL(/\/changes\/[0-9a-f-]{36}$/)
  await expect(page.getByText('Waiting for approval by an administrator.')).toBeVisible()
  return page.url().split('/').at(-1) ?? ''
}

type Two = { page: Page; admin: Page; context: BrowserContext }

async function decide(admin: Page, id: string, verb: 'Approve' | 'Decline', note = '') {
  await admin.goto(`/changes/${id}`)
  if (note) await field(admin, 'Note').fill(note)
  await button(admin, verb).click()
}

test.describe('two people of the company', () => {
  let two: Two
  test.beforeEach(async ({ page, context, signInAtCompany: signIn, another, watch }) => {
    // What a guard rail refuses.
    watch.allow(422)
    await signIn('editor')
    const admin = await another('manager')
    await signInAtCompany(admin.context(), 'administrator')
    two = { page, admin, context }
  })

  test('one asks for access, then for a job; the other grants and approves, and it delivers', async ({
    zone,
  }) => {
    const { page, admin } = two
    await page.goto('/access/request')
    await field(page, 'Zone name').fill(zone.name)
    await page.getByText('Editor', { exact: true }).click()
    await field(page, 'Reason').fill('We need the logs of this zone')
    await button(page, 'Request access').click()
    await expect(page.getByText(zone.name).first()).toBeVisible()

    await admin.goto('/access')
    await expect(admin.getByText(zone.name).first()).toBeVisible()
    await giveByApproval(admin.request, zone)

    const id = await askForJob(page, zone, 'by-approval')
    await page.goto(zone.path)
    await expect(page.getByText('A change of this zone waits for approval')).toBeVisible()
    await expectAccessible(page)

    await admin.goto('/changes')
    await expect(admin.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
    await admin
      .getByRole('listitem')
      .filter({ hasText: zone.name })
      .getByRole('link', { name: /^Review: Create by-approval/ })
      .click()
    await expect(admin.getByRole('heading', { level: 1, name: 'Create by-approval' })).toBeVisible()
    await expect(admin.getByText(folderOf(zone)).first()).toBeVisible()
    await field(admin, 'Note').fill('Fine with us')
    await button(admin, 'Approve').click()
    await expect(admin.getByText('Approved by Ines Brandt and carried out.')).toBeVisible()

    const news = page.getByText(
      'Your request to create by-approval was approved by Ines Brandt and carried out.',
    )
    await page.goto('/')
    await expect(news).toBeVisible()
    await page.getByRole('link', { name: 'View request: Create by-approval' }).click()
    await expect(page).toHaveURL(new RegExp(id))
    await expect(page.getByText('“Fine with us”')).toBeVisible()
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(news).toHaveCount(0)

    await page.goto(zone.path)
    await expect(page.getByText('Delivering', { exact: true }).first()).toBeVisible({
      timeout: 40_000,
    })
    const { items } = await (
      await admin.request.get(`/api/activity?zoneId=${zone.id}&limit=20`)
    ).json()
    const steps = items.map(({ action, via }: { action: string; via: string }) => [action, via])
    expect(steps.toReversed()).toEqual([
      ['change.request', 'session'],
      ['change.approve', 'session'],
      ['job.create', 'approval'],
    ])
  })

  test('what is declined or withdrawn changes nothing, and says so to who asked', async ({
    zone,
    control,
  }) => {
    const { page, admin } = two
    await giveByApproval(admin.request, zone)
    const first = await askForJob(page, zone, 'not-wanted')
    // Whoever has it before them is told by the page itself.
    await page.goto(zone.path)
    await decide(admin, first, 'Decline', 'Use the shared bucket')
    await expect(admin.getByText('Declined by Ines Brandt.')).toBeVisible()
    await page.goto('/activity')
    const news = page.getByText('Your request to create not-wanted was declined by Ines Brandt.')
    await expect(news).toBeVisible()
    await expect(page.getByText('“Use the shared bucket”')).toBeVisible()
    await button(page, 'Dismiss: Create not-wanted').click()
    await expect(news).toHaveCount(0)

    await askForJob(page, zone, 'taken-back')
    await button(page, 'Withdraw request…').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw request' }).click()
    await expect(page.getByText('Withdrawn.')).toBeVisible()
    await expect(button(page, 'Withdraw request…')).toHaveCount(0)
    expect(await control.writes(zone)).toEqual([])
  })

  test('pausing and deleting wait at the job, and a job that was changed meanwhile stays', async ({
    control,
  }) => {
    const { page, admin } = two
    const zone = await control.zone({ jobs: [{ name: 'runs', health: 'delivering' }] })
    await giveByApproval(admin.request, zone)
    await page.goto(zone.path)
    await page.getByRole('switch', { name: 'Enabled' }).click()
    await expect(button(page, 'View request')).toBeVisible()
    await expect(page.getByText('A change of this job waits for approval')).toBeVisible()
    await expect(page.getByRole('switch', { name: 'Enabled' })).toBeChecked()
    await button(page, 'View request').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Pause runs' })).toBeVisible()
    const id = page.url().split('/').at(-1) ?? ''

    await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}`)
    await expect(page.getByText('A change of this job waits for approval by')).toBeVisible()
    await button(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Delete job… (approval)' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByText('An administrator has to approve this')).toBeVisible()
    await dialog.getByRole('textbox').fill('runs')
    await dialog.getByRole('button', { name: 'Request approval' }).click()
    await expect(page.getByText('2 changes of this job wait for approval')).toBeVisible()

    const changed = await admin.request.patch(`/api${zone.path}/jobs/${zone.jobIds[0]}`, {
      headers: headers(),
      data: { frequency: 'low' },
    })
    expect(changed.status()).toBe(200)
    await decide(admin, id, 'Approve')
    await expect(admin.getByText('Approved by Ines Brandt, but not carried out.')).toBeVisible()
    await expect(admin.getByText(/The job was changed since/)).toBeVisible()
    expect(await control.writes(zone)).toHaveLength(1)
  })

  test('an edit and a switch of log retention wait, and are carried out once approved', async ({
    control,
  }) => {
    const { page, admin } = two
    const zone = await control.zone({ jobs: [{ name: 'runs', health: 'delivering' }] })
    await giveByApproval(admin.request, zone)
    await page.goto(`${zone.path}/jobs/${zone.jobIds[0]}/edit`)
    await field(page, 'Frequency').selectOption('low')
    await button(page, 'Request approval of 1 change…').click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('An administrator has to approve this.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Request approval of 1 change' }).click()
    await expect(page).toHaveURL(/\/changes\/[0-9a-f-]{36}$/)
    await decide(admin, page.url().split('/').at(-1) ?? '', 'Approve')
    await expect(admin.getByText('Approved by Ines Brandt and carried out.')).toBeVisible()
    const job = await (await admin.request.get(`/api${zone.path}/jobs/${zone.jobIds[0]}`)).json()
    expect(job).toMatchObject({ name: 'runs', frequency: 'low' })

    await page.goto(zone.path)
    await page.getByRole('switch', { name: 'Log retention' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Request approval' }).click()
    await button(page, 'View request').click()
    await expect(page).toHaveURL(/\/changes\/[0-9a-f-]{36}$/)
    await decide(admin, page.url().split('/').at(-1) ?? '', 'Approve')
    await expect(admin.getByText('Approved by Ines Brandt and carried out.')).toBeVisible()
    await page.goto(zone.path)
    await expect(page.getByRole('switch', { name: 'Log retention' })).not.toBeChecked()
  })

  test('forms name what guard rails allow, and can’t be told otherwise', async ({ zone }) => {
    const { page, admin } = two
    await giveByApproval(admin.request, zone, {
      datasets: ['http_requests'],
      destinations: [{ kind: 'cos', bucket: 'shop-*' }],
    })
    await openNewJob(page, zone)
    const splunk = page.getByRole('radio', { name: 'Splunk' })
    await expect(splunk).toHaveAccessibleDescription(/Not allowed: your access allows only/)
    await splunk.press('Space')
    await expect(page.getByRole('radio', { name: 'Object Storage' })).toBeChecked()
    await typeBucket(page, zone)
    await expect(
      page.getByText('Your access allows only Object Storage, buckets shop-*.').first(),
    ).toBeVisible()
    await expectAccessible(page)
    await giveKey(page)
    await goNext(page, 'Logs')
    await expect(page.getByRole('radio', { name: 'DNS logs' })).toHaveAccessibleDescription(
      /only http_requests/,
    )
    await nameAndReview(page, 'outside')
    await button(page, /^(?:Create job|Request approval)$/).click()
    await expect(page).toHaveURL(/step=destination/)
    await expect(field(page, 'Bucket')).toHaveAttribute('aria-invalid', 'true')
  })

  test('a move waits, is approved, and goes on to the first delivery', async ({
    control,
    watch,
  }) => {
    const { page, admin } = two
    // The old job is looked for once it is gone.
    watch.allow(404)
    const zone = await control.zone({
      jobs: [
        {
          name: 'left-behind',
          health: 'failing',
          error_message: 'error writing object: DNSError',
          destinationConf:
            'logdna://logs.us-south.logging.cloud.ibm.com?hostname=magazine&ingress_key=FAKE-logdna-ingress-key&region=us-south',
        },
      ],
    })
    await giveByApproval(admin.request, zone)
    await page.goto(zone.path)
    await button(page, 'More for left-behind').click()
    await page.getByRole('menuitem', { name: 'Move to… (approval)' }).click()
    await typeBucket(page, zone)
    await giveKey(page)
    await goNext(page, 'Review')
    await expectAccessible(page)
    await button(page, 'Request approval').click()
    await expect(page).toHaveURL(/\/changes\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Move left-behind' })).toBeVisible()
    expect(await control.writes(zone)).toEqual([])

    await decide(admin, page.url().split('/').at(-1) ?? '', 'Approve')
    await expect(admin.getByText(/^Approved by Ines Brandt/)).toBeVisible()
    const jobs = page.getByRole('table', { name: 'Logpush jobs' })
    await page.goto(zone.path)
    await expect(jobs.getByText('moving to left-behind-moved')).toBeVisible()
    await expect(jobs.getByText('left-behind-moved')).toHaveCount(0, { timeout: 90_000 })
    await expect(jobs.getByRole('link', { name: 'left-behind' })).toHaveCount(1)
    await page.goto(`/activity?zoneId=${zone.id}&action=change.request`)
    await expect(page.getByRole('row', { name: /left-behind/ })).toContainText('approved')
  })

  test('on a phone nothing has to be scrolled sideways', async ({ zone }) => {
    const { page, admin } = two
    await giveByApproval(admin.request, zone)
    const decided = await askForJob(page, zone, 'a-job-that-was-declined-with-a-long-name')
    await decide(admin, decided, 'Decline', 'Use the bucket that all teams share')
    await expect(admin.getByText('Declined by Ines Brandt.')).toBeVisible()
    const id = await askForJob(page, zone, 'a-job-with-quite-a-long-name-for-a-small-screen')
    await expectAccessible(page)
    await admin.setViewportSize({ width: 360, height: 740 })
    for (const path of ['/changes', `/changes/${id}`, `/changes/${decided}`]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await admin.emulateMedia({ colorScheme })
        await admin.goto(path)
        await expect(admin.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(admin.getByText(zone.name).first()).toBeVisible()
        await expectNoSidewaysScroll(admin)
        await expectAccessible(admin)
      }
    }
  })
})
