import { baseURL, cloud, expect, test } from './fixtures'
import { makeJob } from './support/job.ts'
import { needsAttention } from './support/overview.ts'
import { startWebhook } from './support/webhook.ts'

/** Within which somebody is to know that a destination died. */
const noticedWithinMs = 120_000

test('of a destination that dies, the overview and one webhook tell with the cause, and of its recovery once', async ({
  page,
  signInAtCompany: signIn,
  control,
}) => {
  test.slow()
  await signIn('administrator')
  const secret = 'FAKE-secret-of-a-journey'
  const webhook = await startWebhook(secret)
  const { id: zoneId, name: zoneName } = cloud().zones.playground ?? { id: '', name: '' }
  const { cisInstanceId } = cloud()
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api${path}`, {
      headers: { Origin: baseURL() },
      data,
    })
    expect(answer.status(), await answer.text()).toBe(201)
    return (await answer.json()) as { id: string }
  }
  const id = await makeJob(page, zoneId, {
    name: 'alarmed',
    // No other journey sends it from here.
    dataset: 'range_events',
    // No other job writes there: what breaks at one place is one row of what needs attention.
    bucket: 'nordlicht-sydney',
    region: 'au-syd',
  })
  const channel = await post('/alert-channels', {
    kind: 'webhook',
    name: 'On-call',
    url: webhook.url,
    secret,
  })
  const rule = await post('/alert-rules', {
    name: 'Not delivering',
    when: 'failing',
    scope: { kind: 'zones', instanceId: cisInstanceId, zoneIds: [zoneId] },
    channelIds: [channel.id],
  })
  // Another journey's job may fail in the same zone.
  const ofJob = () => webhook.notices.filter(({ jobs }) => jobs.some((job) => job.id === id))
  const events = () => ofJob().map(({ event }) => event)

  await page.goto(`/?q=${zoneName}`)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: zoneName }) })
  const cell = row.getByRole('link', { name: /^Range events/ })
  await expect(cell).toHaveAccessibleName(/delivering/, { timeout: 100_000 })

  const cause = 'error writing object: the alarmed place is out of order'
  const heal = await control.fault(
    { service: 'destination', path: 'alarmed' },
    { kind: 'destination-down', message: cause },
  )
  await expect.poll(events, { timeout: noticedWithinMs }).toEqual(['down'])
  expect(ofJob()[0]).toMatchObject({
    event: 'down',
    cause,
    count: 1,
    jobs: [{ id, name: 'alarmed', zone: { id: zoneId, name: zoneName } }],
    rule: { id: rule.id, name: 'Not delivering', when: 'failing' },
  })
  await expect(cell).toHaveAccessibleName(/failing/, { timeout: noticedWithinMs })
  const attention = needsAttention(page).filter({ hasText: `alarmed of ${zoneName}` })
  const all = page.getByRole('button', { name: /^Show all \d+$/ })
  // The page asks for it a quarter of a minute apart from the cells; only the worst show at first, and other journeys break much.
  await expect(async () => {
    if (await all.isVisible()) await all.click()
    await expect(attention).toContainText('can’t write to', { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })

  await heal()
  await expect.poll(events, { timeout: noticedWithinMs }).toEqual(['down', 'recovered'])
  await expect(cell).toHaveAccessibleName(/delivering/, { timeout: noticedWithinMs })
  await cell.click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}$`))
  await expect(page.getByRole('row').filter({ hasText: cause })).toBeVisible()

  const file = await page.request.get(`/api/gaps/export?format=jsonl&zoneId=${zoneId}`)
  const lines = (await file.text()).trim().split('\n')
  const exported = lines.map((line) => JSON.parse(line)).filter((gap) => gap.job_id === id)
  expect(exported).toMatchObject([
    { zone: zoneName, dataset: 'range_events', cause, to: expect.any(String) },
  ])
  const { items } = await (await page.request.get('/api/alerts?open=false')).json()
  expect(items).toContainEqual(
    expect.objectContaining({ rule: expect.objectContaining({ id: rule.id }), isOpen: false }),
  )
  expect(events()).toEqual(['down', 'recovered'])
  expect(webhook.forged).toEqual([])
  webhook.close()
})
