import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Family, readExposition } from '@/lib/testing/exposition'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorld, describeWorlds, type World } from '@/lib/testing/world'

const token = 'FAKE-metrics-token'
const promtool = spawnSync('promtool', ['--version']).status === 0

async function ask(authorization?: string, query = ''): Promise<Response> {
  const { GET } = await import('@/app/metrics/route')
  const headers = new Headers(authorization === undefined ? {} : { authorization })
  return GET(new Request(`http://localhost:3000/metrics${query}`, { headers }))
}

async function collect() {
  const { collectDue } = await import('@/lib/server/services/collector/background')
  await collectDue()
}

async function scraped(): Promise<{ text: string; families: Map<string, Family> }> {
  const answer = await ask(`Bearer ${token}`)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  return { text, families: readExposition(text) }
}

/** The value of one series; undefined: there is none. */
function seriesValue(
  families: Map<string, Family>,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const samples = families.get(name.replace(/_count$/, ''))?.samples ?? families.get(name)?.samples
  const fits = Object.entries(labels)
  return samples?.find(
    (one) => one.name === name && fits.every(([key, value]) => one.labels[key] === value),
  )?.value
}

const sum = (family: Family | undefined) =>
  (family?.samples ?? []).reduce((all, { value }) => all + value, 0)

describeWorld(
  'metrics without a token of theirs',
  () => {
    it.each([undefined, 'Bearer ', 'Bearer undefined', `Bearer ${token}`])(
      'are not there, whatever is sent: %s',
      async (authorization) => {
        const answer = await ask(authorization)
        expect([answer.status, await answer.text()]).toEqual([404, 'METRICS_TOKEN is not set.\n'])
      },
    )

    it('count nothing', async () => {
      const { observed } = await import('@/lib/server/observe')
      const result = {}
      const done = observed(
        { kind: 'request', name: 'x' },
        async () => result,
        () => {
          throw new Error('Nobody asks how it ended.')
        },
      )
      expect(await done).toBe(result)
    })
  },
  { env: { METRICS_TOKEN: '' } },
)

describeWorlds(
  'metrics',
  (world) => {
    let member: Awaited<ReturnType<typeof signInPerson>>
    beforeAll(async () => {
      const { metrics } = await import('@/lib/server/metrics/registry')
      metrics()
      await connect(world)
      await collect()
      member = await signInPerson(world, { subject: 'member' })
      await giveGrant(world, { personId: member.id }, { role: 'editor', scope: { kind: 'all' } })
    })

    it.each([
      ['none', undefined],
      ['an empty one', 'Bearer '],
      ['another', 'Bearer FAKE-another-token'],
      ['a part of it', `Bearer ${token.slice(0, -1)}`],
      ['more than it', `Bearer ${token}x`],
      ['it in another scheme', `Basic ${token}`],
      ['it without a scheme', token],
      ['two of them', `Bearer ${token} ${token}`],
    ])('are refused with %s', async (_, authorization) => {
      const answer = await ask(authorization)
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await answer.text()).not.toContain('logpush_jobs')
    })

    it('are refused to a session, and to a token in the query', async () => {
      const { GET } = await import('@/app/metrics/route')
      const headers = { cookie: member.cookie ?? '' }
      const url = `http://localhost:3000/metrics?token=${token}&access_token=${token}`
      expect((await GET(new Request(url, { headers }))).status).toBe(401)
      expect((await ask(`bearer ${token}`, '?anything=1')).status).toBe(200)
    })

    it('say how the whole team’s jobs and zones are', async () => {
      const { families } = await scraped()
      const zones = [...world.simulator.state.zones.values()]
      expect(sum(families.get('logpush_zones'))).toBe(zones.length)
      const { db, readPicture } = await pictureOf(world)
      const picture = await readPicture(db, 'team')
      const jobs = [...(picture?.zones.values() ?? [])].flatMap((zone) => zone.jobs)
      expect(jobs.length).toBeGreaterThan(5)
      expect(sum(families.get('logpush_jobs'))).toBe(jobs.length)
      const state = { state: 'delivering', dataset: 'http_requests' }
      expect(seriesValue(families, 'logpush_jobs', state)).toBeGreaterThan(0)
      const max = { dataset: 'http_requests', statistic: 'max' }
      expect(seriesValue(families, 'logpush_delivery_delay_seconds', max)).toBeGreaterThan(0)
      expect(seriesValue(families, 'logpush_fleet_readable')).toBe(1)
      expect(seriesValue(families, 'logpush_collector_cycle_seconds')).toBeGreaterThan(0)
      const age = seriesValue(families, 'logpush_collector_oldest_reading_age_seconds')
      expect(age).toBeGreaterThanOrEqual(0)
      expect(age).toBeLessThan(600)
      expect(seriesValue(families, 'logpush_upstream_budget_left')).toBeLessThan(1_200)
      expect(seriesValue(families, 'logpush_collector_budget_used_ratio')).toBeGreaterThan(0)
    })

    it('count what was asked of IBM by the route’s template, and how it ended', async () => {
      const { families } = await scraped()
      const route = 'cis GET /v2/{crn}/zones/{zoneId}/logpush/jobs'
      const ok = { route, outcome: 'ok' }
      const before = seriesValue(families, 'logpush_upstream_requests_total', ok) ?? 0
      const params = world.zone('playground')
      await member.ok('listJobs', { params, headers: { 'cache-control': 'no-cache' } })
      const after = (await scraped()).families
      expect(seriesValue(after, 'logpush_upstream_requests_total', ok)).toBe(before + 1)
      const count = seriesValue(after, 'logpush_upstream_request_duration_seconds_count', { route })
      expect(count).toBeGreaterThan(0)
    })

    it('count requests of the API and statements of the database', async () => {
      const unknown = { instanceId: world.place.cisInstanceId, zoneId: 'f'.repeat(32) }
      await member.refused('listJobs', { params: unknown })
      const { families } = await scraped()
      const operation = 'GET /api/instances/{instanceId}/zones/{zoneId}/logpush/jobs'
      const asked = families
        .get('logpush_http_requests_total')
        ?.samples.filter(({ labels }) => labels.operation?.includes('{zoneId}/jobs'))
      expect(
        asked?.map(({ labels }) => labels.status),
        operation,
      ).toContain('404')
      const select = { operation: 'select', outcome: 'ok' }
      const statements = seriesValue(
        families,
        'logpush_database_query_duration_seconds_count',
        select,
      )
      expect(statements).toBeGreaterThan(10)
      const round = { picture: 'team', outcome: 'ok' }
      const rounds = seriesValue(families, 'logpush_collector_round_duration_seconds_count', round)
      expect(rounds).toBeGreaterThan(0)
    })

    it('count attempts to deliver a notice, and what waits', async () => {
      const admin = await signInPerson(world, { subject: 'admin', groups: ['admins'] })
      const scope = { kind: 'all' } as const
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope })
      const { id } = await admin.ok('createAlertChannel', {
        // Nobody listens there.
        body: { kind: 'webhook', name: 'FAKE', url: 'http://127.0.0.1:9/hook' },
      })
      await admin.call('testAlertChannel', { params: { id } })
      const { families } = await scraped()
      const failed = { kind: 'webhook', outcome: 'failed' }
      expect(seriesValue(families, 'logpush_alert_deliveries_total', failed)).toBe(1)
      expect(seriesValue(families, 'logpush_alert_deliveries_pending')).toBe(0)
    })

    it('stay few, whatever ids are asked for', async () => {
      const before = (await scraped()).text.split('\n').length
      const { instanceId } = world.zone('playground')
      for (let nth = 0; nth < 30; nth++) {
        const zoneId = nth.toString(16).padStart(32, '0')
        await member.call('listJobs', { params: { instanceId, zoneId } })
        await member.call('listFields', { params: { instanceId, zoneId, dataset: `odd-${nth}` } })
      }
      const after = (await scraped()).text.split('\n').length
      expect(after - before).toBeLessThan(40)
    })

    it('hold no name, id, address or key of anybody', async () => {
      const { text } = await scraped()
      const { zones, jobs } = world.simulator.state
      const secrets = [
        ...[...zones.values()].flatMap(({ id, name }) => [id, name]),
        ...[...jobs.values()].flatMap(({ name }) => (name ? [name] : [])),
        ...Object.values(world.place.keys),
        ...Object.values(world.place.cisInstances).flatMap(({ id, name }) => [id, name]),
        token,
        '@',
        'crn',
      ]
      const told = text.replaceAll('{crn}', '')
      expect(secrets.filter((one) => told.includes(one))).toEqual([])
    })

    it('go without the picture where the database can’t be read', async () => {
      const db = await world.db()
      await db.schema.alterTable('fleet_heads').renameTo('fleet_heads_away').execute()
      const { families } = await scraped()
      await db.schema.alterTable('fleet_heads_away').renameTo('fleet_heads').execute()
      expect(seriesValue(families, 'logpush_fleet_readable')).toBe(0)
      expect(families.get('logpush_jobs')?.samples).toEqual([])
      expect(families.get('logpush_collector_cycle_seconds')?.samples).toEqual([])
      expect(seriesValue(families, 'process_resident_memory_bytes')).toBeGreaterThan(0)
      expect(seriesValue((await scraped()).families, 'logpush_fleet_readable')).toBe(1)
    })

    describe('as promtool reads them', () => {
      it.skipIf(!promtool)('break none of its rules (skipped without promtool)', async () => {
        const { text } = await scraped()
        const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text })
        expect([status, stderr.toString()]).toEqual([0, ''])
      })
    })
  },
  { env: { ...teamEnv, METRICS_TOKEN: token, ALERT_ALLOW_PRIVATE: 'on' } },
)

async function pictureOf(world: World) {
  const { readPicture } = await import('@/lib/server/services/overview/picture')
  return { db: await world.db(), readPicture }
}
