import { beforeEach, expect, it } from 'vitest'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { connect, giveGrant, signInAdmin, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const tables = [
  'fleet_heads',
  'fleet_zones',
  'fleet_jobs',
  'fleet_spans',
  'fleet_gaps',
  'fleet_delays',
  'fleet_events',
  'coverage_marks',
  'shared_counters',
] as const

async function forget(world: World): Promise<void> {
  const db = await world.db()
  for (const table of tables) await db.deleteFrom(table).execute()
  const { forgetPicture } = await import('@/lib/server/services/overview/picture')
  forgetPicture('team')
}

/** IBM tells times to the second. */
const wholeSecond = () => Math.floor(Date.now() / 1_000) * 1_000

async function collect(): Promise<void> {
  const { collectDue } = await import('./background')
  await collectDue()
}

/** Every zone is read once more. */
async function collectAll(world: World): Promise<void> {
  await (await world.db()).updateTable('fleet_zones').set({ due_at: 0 }).execute()
  await collect()
}

describeWorlds(
  'the collector',
  (world) => {
    let admin: Visitor
    /** A job of the zone that has just delivered. */
    async function aJob(place: { instanceId: string; zoneId: string }) {
      const { id } = await admin.ok('createJob', {
        params: place,
        body: jobInput(world, {
          name: `job-${++nth}`,
          destination: cosByKey(world, { path: `t/${nth}` }),
        }),
      })
      const job = world.simulator.state.jobs.get(Number(id))
      if (!job) throw new Error('no such job')
      job.lastComplete = wholeSecond() - 30_000
      return job
    }
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await forget(world)
      const db = await world.db()
      await db.deleteFrom('connections').execute()
      await connect(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    it('reads every zone of every instance once, and shows what IBM says', async () => {
      await collect()
      const { totals, collector, asOf, instances } = await admin.ok('getOverview')
      const zones = [...world.simulator.state.zones.values()]
      expect(totals.zones).toBe(zones.length)
      expect(totals.zonesRead).toBeGreaterThan(0)
      expect(totals.jobs).toBeGreaterThan(0)
      expect(asOf).not.toBeNull()
      expect(instances.map(({ id }) => id)).toContain(world.place.cisInstanceId)
      expect(collector.budgetLimit).toBe(0.5)
      const page = await admin.ok('listOverviewZones', { query: { limit: '500' } })
      expect(page).toMatchObject({ total: zones.length, nextCursor: null })
      const asked = world.sent('cis', 'GET').filter((path) => path.endsWith('/logpush/jobs'))
      expect(new Set(asked).size).toBe(asked.length)
    })

    it('tells a failure with its cause, its gap while it lasts and after it, and the recovery', async () => {
      const place = world.zone('playground')
      const job = await aJob(place)
      await collect()
      job.lastError = Date.now()
      job.errorMessage = 'error writing object: AccessDenied'
      await collectAll(world)
      const { attention, totals, sinceYesterday } = await admin.ok('getOverview')
      expect(totals.failing).toBeGreaterThan(0)
      expect(attention).toContainEqual(
        expect.objectContaining({
          kind: 'jobs',
          state: 'failing',
          // With what else breaks at its bucket.
          jobs: expect.arrayContaining([
            {
              zone: expect.objectContaining({ id: place.zoneId }),
              job: { id: String(job.id), name: job.name },
            },
          ]),
        }),
      )
      const params = { ...place, jobId: String(job.id) }
      expect(sinceYesterday).toContainEqual(
        expect.objectContaining({ kind: 'failing', job: { id: String(job.id), name: job.name } }),
      )
      const failing = await admin.ok('getJobHistory', { params })
      const from = new Date(job.lastComplete ?? 0).toISOString()
      expect(failing.gaps).toEqual([
        { from, to: null, lostSeconds: expect.any(Number), cause: job.errorMessage },
      ])
      expect(failing.states.at(-1)).toMatchObject({ state: 'failing', from, to: null })

      world.letTimePass(2 * 60 * 60_000)
      job.lastError = null
      job.errorMessage = null
      job.lastComplete = wholeSecond()
      await collectAll(world)
      const after = await admin.ok('getJobHistory', { params })
      expect(after.gaps).toEqual([
        {
          from,
          to: new Date(job.lastComplete).toISOString(),
          lostSeconds: Math.round((job.lastComplete - Date.parse(from)) / 1_000),
          cause: 'error writing object: AccessDenied',
        },
      ])
      expect(after.states.at(-1)).toMatchObject({ state: 'delivering', to: null })
      const again = await admin.ok('getOverview')
      const ofJob = again.sinceYesterday.filter(({ job: { id } }) => id === String(job.id))
      expect(ofJob.map(({ kind }) => kind)).toEqual(['recovered', 'failing'])
      const { items } = await admin.ok('listGaps', { query: { zoneId: place.zoneId } })
      const gap = items.find((one) => one.job.id === String(job.id))
      expect(gap).toMatchObject({ from })
      const page = await admin.ok('listOverviewZones', { query: { limit: '500' } })
      const row = page.items.find(({ zoneId }) => zoneId === place.zoneId)
      expect(row?.lostSeconds).toBeGreaterThanOrEqual(gap?.lostSeconds ?? Number.POSITIVE_INFINITY)
    })

    it('keeps each error of a loss once, though two come in turn', async () => {
      const place = world.zone('playground')
      const job = await aJob(place)
      await collect()
      const texts = ['unexpected status 403', 'unexpected status 503']
      for (let nth = 0; nth < 8; nth++) {
        job.lastError = Date.now()
        job.errorMessage = texts[nth % 2] ?? null
        await collectAll(world)
        world.letTimePass(1_000)
      }
      const params = { ...place, jobId: String(job.id) }
      const { states } = await admin.ok('getJobHistory', { params })
      expect(states.flatMap(({ cause }) => cause ?? [])).toEqual(texts)
    })

    it('tells a pause here from one elsewhere and from the service', async () => {
      const place = world.zone('playground')
      const [here, elsewhere, service] = [await aJob(place), await aJob(place), await aJob(place)]
      service.lastError = Date.now()
      service.errorMessage = 'error writing object: error uploading'
      await collect()
      await admin.ok('updateJob', {
        params: { ...place, jobId: String(here.id) },
        body: { enabled: false },
      })
      elsewhere.enabled = false
      service.enabled = false
      await collectAll(world)
      const { items } = await admin.ok('listOverviewZones', { query: { limit: '500' } })
      const zone = items.find(({ zoneId }) => zoneId === place.zoneId)
      const jobs = Object.values(zone?.cells ?? {}).flatMap((cell) => cell.jobs)
      const stateOf = ({ id }: { id: number }) => jobs.find((job) => job.id === String(id))?.state
      expect([here, elsewhere, service].map(stateOf)).toEqual([
        'paused',
        'paused',
        'disabled_by_service',
      ])
      const listed = (await admin.ok('listJobs', { params: place })).items
      const one = async ({ id }: { id: number }) => {
        const found = listed.find((job) => job.id === String(id))
        expect(found).toBeDefined()
        const params = { ...place, jobId: String(id) }
        const { state, since, cause, by } = await admin.ok('getJob', { params })
        expect(found).toMatchObject({ state, since, cause, by })
        return { state, since, cause, by }
      }
      expect(await one(here)).toEqual({
        state: 'paused',
        since: expect.any(String),
        cause: 'here',
        by: { id: expect.any(String), name: expect.any(String), how: 'paused' },
      })
      expect(await one(elsewhere)).toMatchObject({ state: 'paused', cause: 'elsewhere', by: null })
      expect(await one(service)).toMatchObject({
        state: 'disabled_by_service',
        cause: 'error writing object: error uploading',
        by: null,
      })
      const causes = await Promise.all(
        [here, elsewhere].map(async ({ id }) => {
          const params = { ...place, jobId: String(id) }
          const { states } = await admin.ok('getJobHistory', { params })
          return [states.at(-1)?.cause, states.at(-1)?.by]
        }),
      )
      expect(causes).toEqual([
        ['here', (await one(here)).by?.name],
        ['elsewhere', undefined],
      ])
      // It is still told once the pause is over.
      await admin.ok('updateJob', {
        params: { ...place, jobId: String(here.id) },
        body: { enabled: true },
      })
      here.lastComplete = wholeSecond()
      await collectAll(world)
      const params = { ...place, jobId: String(here.id) }
      const [pause, after] = (await admin.ok('getJobHistory', { params })).states.slice(-2)
      expect(pause).toMatchObject({ state: 'paused', by: expect.any(String) })
      expect(after).not.toHaveProperty('by')
      const { sinceYesterday } = await admin.ok('getOverview')
      const paused = sinceYesterday.filter(({ kind }) => kind === 'paused')
      const of = ({ id }: { id: number }) => paused.find(({ job }) => job.id === String(id))
      expect(of(here)).toMatchObject({ by: expect.any(String), isOutside: false })
      expect(of(elsewhere)).toMatchObject({ by: null, isOutside: true })
    })

    it('says who created the first job of a zone, too', async () => {
      const [made, found] = [world.zone('playground'), world.zone('empty')]
      await collect()
      const job = await aJob(made)
      const other = { ...job, id: job.id + 1, zoneId: found.zoneId }
      world.simulator.state.jobs.set(other.id, other)
      await collectAll(world)
      const { sinceYesterday } = await admin.ok('getOverview')
      const created = sinceYesterday.filter(({ kind }) => kind === 'created')
      const of = ({ id }: { id: number }) => created.find((one) => one.job.id === String(id))
      expect(of(job)).toMatchObject({ by: expect.any(String), isOutside: false })
      expect(of(other)).toMatchObject({ by: null, isOutside: true })
    })

    it('says who created a job of which nobody will know that it was created', async () => {
      const place = world.zone('playground')
      await collect()
      const body = jobInput(world, { name: `job-${++nth}`, destination: cosByKey(world) })
      for (const kind of ['reset-before', 'reset-after'] as const) {
        const match = { service: 'cis', method: 'POST', times: 1 } as const
        world.simulator.faults.add({ match, effect: { kind } })
        const { status } = await admin.call('createJob', { params: place, body })
        expect(status).toBe(504)
      }
      const job = [...world.simulator.state.jobs.values()].find(({ name }) => name === body.name)
      if (!job) throw new Error('no such job')
      job.lastComplete = wholeSecond() - 30_000
      await collectAll(world)
      const { sinceYesterday } = await admin.ok('getOverview')
      expect(sinceYesterday.find((one) => one.job.id === String(job.id))).toMatchObject({
        kind: 'created',
        by: expect.any(String),
        isOutside: false,
      })
    })

    it('takes what a zone’s page read into the picture, so that both agree', async () => {
      const place = world.zone('playground')
      const [failing, paused] = [await aJob(place), await aJob(place)]
      await collect()
      const [broken, quiet] = [failing.lastComplete, paused.lastComplete]
      failing.lastError = Date.now()
      failing.errorMessage = 'error writing object: AccessDenied'
      paused.enabled = false
      const { items } = await admin.ok('listJobs', { params: place })
      const of = ({ id }: { id: number }) => items.find((job) => job.id === String(id))
      expect(of(failing)).toMatchObject({
        state: 'failing',
        since: new Date(broken ?? 0).toISOString(),
        cause: failing.errorMessage,
      })
      expect(of(paused)).toMatchObject({ state: 'paused', cause: 'elsewhere' })
      expect(quiet).not.toBeNull()
      const { sinceYesterday } = await admin.ok('getOverview')
      const kinds = sinceYesterday.filter(({ zone }) => zone.id === place.zoneId)
      expect(kinds.map(({ kind, job }) => [kind, job.id])).toEqual(
        expect.arrayContaining([
          ['failing', String(failing.id)],
          ['paused', String(paused.id)],
        ]),
      )
      // The collector finds nothing new in it.
      await collectAll(world)
      expect((await admin.ok('getOverview')).sinceYesterday).toEqual(sinceYesterday)
    })

    it('counts for nobody what they may not see', async () => {
      const place = world.zone('playground')
      await aJob(place)
      await collect()
      const member = await signInPerson(world, { subject: `member-${++nth}` })
      expect((await member.ok('getOverview')).totals).toMatchObject({ zones: 0, jobs: 0 })
      const scope = {
        kind: 'zones' as const,
        instanceId: place.instanceId,
        zoneIds: [place.zoneId],
      }
      await giveGrant(world, { personId: member.id }, { role: 'viewer', scope })
      const { totals, sinceYesterday } = await member.ok('getOverview')
      expect(totals.zones).toBe(1)
      expect(sinceYesterday.every(({ zone }) => zone.id === place.zoneId)).toBe(true)
      const page = await member.ok('listOverviewZones', {})
      expect(page.items.map(({ zoneId }) => zoneId)).toEqual([place.zoneId])
      const params = { ...place, dataset: 'dns_logs' }
      expect(
        (await member.call('updateCoverage', { params, body: { needed: false } })).status,
      ).toBe(403)
    })

    it('gives somebody with a right of their own a picture that is theirs alone', async () => {
      await (await world.db()).deleteFrom('connections').execute()
      const reader = await world.signIn('reader')
      expect((await reader.ok('getOverview')).totals.zones).toBe(0)
      await collect()
      const { totals, collector } = await reader.ok('getOverview')
      expect(totals.zones).toBeGreaterThan(0)
      expect(totals.jobs).toBeGreaterThan(0)
      expect(collector.state).toBe('running')
      expect((await admin.ok('getOverview')).totals.zones).toBe(0)
      const other = await world.signIn('team')
      expect((await other.ok('getOverview')).totals.zones).toBe(0)
    })

    it('marks a dataset as not needed, and takes that back', async () => {
      await collect()
      const place = world.zone('empty')
      const params = { ...place, dataset: 'range_events' }
      const cell = async () => {
        const { items } = await admin.ok('listOverviewZones', { query: { limit: '500' } })
        return items.find(({ zoneId }) => zoneId === place.zoneId)?.cells.range_events
      }
      expect(await cell()).toMatchObject({ state: 'none' })
      const body = { needed: false, reason: 'no Range application' }
      await admin.ok('updateCoverage', { params, body })
      expect(await cell()).toMatchObject({ state: 'not_needed', reason: body.reason })
      await admin.ok('updateCoverage', { params, body: { needed: true } })
      expect(await cell()).toMatchObject({ state: 'none' })
    })

    it('says of a zone that fails for long that it is not known, and goes on with the others', async () => {
      const place = world.zone('playground')
      await aJob(place)
      await collect()
      world.simulator.faults.add({
        match: { service: 'cis', path: place.zoneId },
        effect: { kind: 'status', status: 500 },
      })
      await collectAll(world)
      world.letTimePass(24 * 60 * 60_000)
      await collectAll(world)
      admin = await signInPerson(world, { subject: `admin-${++nth}`, groups: ['admins'] })
      const { items } = await admin.ok('listOverviewZones', { query: { limit: '500' } })
      const zone = items.find(({ zoneId }) => zoneId === place.zoneId)
      expect(zone?.isKnown).toBe(false)
      expect(Object.values(zone?.cells ?? {}).map(({ state }) => state)).not.toContain('delivering')
      expect(items.filter(({ isKnown }) => isKnown).length).toBeGreaterThan(1)
      const { attention } = await admin.ok('getOverview')
      expect(attention).toContainEqual(expect.objectContaining({ kind: 'zones_not_known' }))
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
