import { beforeAll, expect, it } from 'vitest'
import { collect, forgetFleet } from '@/lib/testing/fleet'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { connect, signInAdmin, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

// What IBM may hold as names, datasets and texts of errors, though nobody made it here: it is shown, and breaks nothing.

const names = [
  '__proto__',
  'constructor',
  'toString',
  'a\0b',
  '\0',
  '\ud800',
  '\u202egpj.exe',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example")',
  'two\r\nlines',
  '{{7*7}}%s%n',
  'x'.repeat(100_000),
]

/** The simulator holds whatever is put into it. */
async function plantJobs(world: World, admin: Visitor): Promise<void> {
  const params = world.zone('playground')
  const destination = cosByKey(world, { path: 'odd' })
  const { id } = await admin.ok('createJob', { params, body: jobInput(world, { destination }) })
  const { jobs } = world.simulator.state
  const made = jobs.get(Number(id))
  if (!made) throw new Error('The job is not there.')
  // Some zones, as many as there are names, are called so.
  const others = world.simulator.state.zones.values().filter(({ id }) => id !== params.zoneId)
  for (const name of [...names, 'xn--a', 'xn--\ud800', 'xn--9999999999']) {
    Object.assign(others.next().value ?? {}, { name })
  }
  const second = Math.floor(Date.now() / 1_000) * 1_000
  for (const [at, name] of names.entries()) {
    jobs.set(made.id + 1 + at, {
      ...structuredClone(made),
      id: made.id + 1 + at,
      name,
      dataset: name,
      errorMessage: name,
      lastComplete: second - 60_000,
      lastError: Date.now(),
    })
  }
}

function suite(world: World): void {
  let admin: Visitor
  const place = () => world.zone('playground')
  beforeAll(async () => {
    await forgetFleet(world)
    await connect(world)
    admin = await signInAdmin(world, 'admin')
    await plantJobs(world, admin)
    await collect()
  })

  it('are all in the overview, in search, in history and in files', async () => {
    const { zoneId } = place()
    const { items } = await admin.ok('listOverviewZones', { query: { limit: '500' } })
    const zone = items.find((one) => one.zoneId === zoneId)
    expect(zone?.isKnown).toBe(true)
    const failing = Object.values(zone?.cells ?? {}).flatMap(({ jobs }) =>
      jobs.filter(({ state }) => state === 'failing'),
    )
    expect(failing).toHaveLength(names.length)
    const { datasets, attention } = await admin.ok('getOverview')
    expect(datasets.reduce((sum, { losing }) => sum + losing, 0)).toBeGreaterThanOrEqual(
      names.length,
    )
    expect(attention.length).toBeGreaterThan(0)
    for (const q of names
      .map((name) => name.slice(0, 200))
      .filter((name) => !/\p{Cc}/u.test(name))) {
      await admin.ok('searchOverview', { query: { q } })
      await admin.ok('listOverviewZones', { query: { q, dataset: q } })
    }
    for (const { id } of failing) {
      const history = await admin.ok('getJobHistory', { params: { ...place(), jobId: id } })
      expect(history.states.at(-1)?.state).toBe('failing')
    }
    await admin.ok('getZoneHistory', { params: place() })
    for (const format of ['csv', 'json']) {
      const { status, text } = await admin.call('exportOverview', { query: { format } })
      expect(status).toBe(200)
      if (format === 'csv') expect(text).not.toMatch(/(?:^|,)"?[=+@]/mu)
      else expect(JSON.parse(text).length).toBeGreaterThan(names.length)
    }
    expect((await admin.ok('listGaps', { query: { zoneId } })).items).toHaveLength(names.length)
    expect((await admin.call('exportGaps')).status).toBe(200)
  })

  it('are a place from which a list goes on', async () => {
    const { items } = await read({ sort: '-zoneName', limit: '20' })
    let cursor: string | null = null
    for (const { zoneId } of items) {
      const page: Awaited<ReturnType<typeof read>> = await read({
        sort: '-zoneName',
        limit: '1',
        ...(cursor && { cursor }),
      })
      expect(page.items.map((zone) => zone.zoneId)).toEqual([zoneId])
      cursor = page.nextCursor
    }
  })
  const read = (query: Record<string, string>) => admin.ok('listOverviewZones', { query })

  it('are told of, and labels of no metric', async () => {
    const { id } = await admin.ok('createAlertChannel', {
      body: { kind: 'webhook', name: 'on-call', url: 'https://receiver.example/hook' },
    })
    await admin.ok('createAlertRule', {
      body: { name: 'All', when: 'failing', channelIds: [id] },
    })
    const { lookAtAll } = await import('./services/alerts/evaluate')
    await lookAtAll(await world.db(), Date.now())
    await lookAtAll(await world.db(), Date.now() + 60_000)
    const alerts = await admin.ok('listAlerts')
    const ofZone = alerts.items.flatMap(({ subjects }) =>
      subjects.filter(({ zone }) => zone?.id === place().zoneId),
    )
    expect(ofZone).toHaveLength(names.length)
    const { items } = await admin.ok('listAlertDeliveries')
    for (const { subject } of items) {
      expect(subject).toMatch(/^[^\p{Cc}\p{Bidi_Control}]+$/u)
      expect(subject.length).toBeLessThan(2_000)
    }
    const { scrape } = await import('./services/metrics/scrape')
    const { text } = await scrape()
    expect(text).toMatch(/logpush_fleet_readable 1$/m)
    expect(text).not.toMatch(/evil|onerror|x{1000}/)
  })
}

describeWorlds('hostile names', suite, { env: teamEnv })
