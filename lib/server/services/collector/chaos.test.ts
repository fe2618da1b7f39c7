import { beforeEach, expect, it } from 'vitest'
import { collect, collectAll, forgetFleet, wholeSecond } from '@/lib/testing/fleet'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { Kill } from '@/lib/testing/kill'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const minute = 60_000
const hour = 60 * minute
const zoneCount = 6

describeWorlds(
  'the collector in trouble',
  (world) => {
    let admin: Visitor
    let nth = 0
    const jobsAsked = () =>
      world.sent('cis', 'GET').filter((path) => path.endsWith('/logpush/jobs'))

    async function signIn(): Promise<void> {
      admin = await signInPerson(world, { subject: `admin-${++nth}`, groups: ['admins'] })
    }
    beforeEach(async () => {
      world.reset()
      // Whatever the last test was made to wait for is over.
      world.letTimePass(6 * minute)
      await forgetFleet(world)
      const db = await world.db()
      await db.deleteFrom('connections').execute()
      // A few zones of one instance, so that hours of them pass quickly.
      const { zones } = world.simulator.state
      const kept = [...zones.values()]
        .filter(({ instanceGuid }) => instanceGuid === world.place.cisInstanceId)
        .slice(-zoneCount)
      const playground = world.zone('playground').zoneId
      for (const { id } of [...zones.values()]) {
        if (id !== playground && !kept.some((zone) => zone.id === id)) zones.delete(id)
      }
      await connect(world)
      await signIn()
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
    })

    async function aJob() {
      const place = world.zone('playground')
      const { id } = await admin.ok('createJob', {
        params: place,
        body: jobInput(world, {
          name: `job-${++nth}`,
          destination: cosByKey(world, { path: `t/${nth}` }),
        }),
      })
      const job = world.simulator.state.jobs.get(Number(id))
      if (!job) throw new Error('no such job')
      job.lastComplete = wholeSecond()
      return { job, params: { ...place, jobId: id } }
    }
    const eventsOf = async (jobId: string) =>
      (
        await (
          await world.db()
        )
          .selectFrom('fleet_events')
          .select('kind')
          .where('job_id', '=', jobId)
          .execute()
      ).map(({ kind }) => kind)

    it('shows nothing of an hour in which IBM was away, and says afterwards that it is not known', async () => {
      const { job, params } = await aJob()
      await collectAll(world)
      const fault = world.simulator.faults.add({
        match: { service: 'cis' },
        effect: { kind: 'status', status: 503 },
      })
      for (let passed = 0; passed < hour; passed += 30 * minute) {
        world.letTimePass(30 * minute)
        await collectAll(world)
      }
      await signIn()
      const { items } = await admin.ok('listOverviewZones', { query: { limit: '500' } })
      const states = items.flatMap(({ cells }) =>
        Object.values(cells).flatMap(({ jobs }) => jobs.map(({ state }) => state)),
      )
      expect(states.length).toBeGreaterThan(0)
      expect(new Set(states)).toEqual(new Set(['not_known']))
      const before = await eventsOf(params.jobId)
      world.simulator.faults.remove(fault)
      job.lastComplete = wholeSecond()
      await collectAll(world)
      await collectAll(world)
      const { states: history, gaps } = await admin.ok('getJobHistory', { params })
      const [unknown, now] = history.slice(-2)
      expect(unknown).toMatchObject({ state: 'not_known', to: now?.from })
      expect(now).toMatchObject({ state: 'delivering', to: null })
      const length = Date.parse(unknown?.to ?? '') - Date.parse(unknown?.from ?? '')
      expect(length).toBeGreaterThan(50 * minute)
      expect(length).toBeLessThanOrEqual(hour)
      expect(gaps).toEqual([])
      expect(await eventsOf(params.jobId)).toEqual(before)
    })

    it('asks for one zone that always fails ever seldomer, and for the others as before', async () => {
      await collectAll(world)
      const { zoneId } = world.zone('playground')
      world.simulator.faults.add({
        match: { service: 'cis', path: `${zoneId}/logpush` },
        effect: { kind: 'status', status: 403 },
      })
      const counts: number[] = []
      for (let half = 0; half < 2; half++) {
        jobsAsked()
        let ofOne = 0
        let ofAll = 0
        for (let passed = 0; passed < 30 * minute; passed += 15_000) {
          world.letTimePass(15_000)
          await collect()
          const asked = jobsAsked()
          ofAll += asked.length
          ofOne += asked.filter((path) => path.includes(zoneId)).length
        }
        counts.push(ofOne)
        expect(ofAll - ofOne).toBeGreaterThan(zoneCount * 20)
      }
      expect(counts[1]).toBeGreaterThan(0)
      expect(counts[1]).toBeLessThan(counts[0] ?? 0)
      expect(counts[1]).toBeLessThan(6)
    })

    for (const retryAfter of [undefined, 60]) {
      const how = retryAfter ? `names ${retryAfter} s` : 'names no time'
      it(`leaves what there is to people while IBM says 429 and ${how}, and then goes on`, async () => {
        await collectAll(world)
        const fault = world.simulator.faults.add({
          match: { service: 'cis', path: '/logpush/jobs' },
          effect: { kind: 'rate-limited', ...(retryAfter && { retryAfter }) },
        })
        jobsAsked()
        await collectAll(world)
        expect(jobsAsked().length).toBeGreaterThan(0)
        for (let round = 0; round < 10; round++) await collectAll(world)
        expect(jobsAsked()).toEqual([])
        // It tries again, is refused again, and pauses for longer.
        world.letTimePass((retryAfter ?? 15) * 1_000 + 1_000)
        await collectAll(world)
        expect(jobsAsked().length).toBeGreaterThan(0)
        world.letTimePass(16_000)
        await collectAll(world)
        expect(jobsAsked()).toEqual([])
        world.simulator.faults.remove(fault)
        const place = world.zone('playground')
        await admin.ok('listJobs', { params: place })
        expect(jobsAsked()).toHaveLength(1)
        world.letTimePass(5 * minute)
        await collectAll(world)
        expect(new Set(jobsAsked()).size).toBeGreaterThanOrEqual(zoneCount)
        const zones = await (await world.db())
          .selectFrom('fleet_zones')
          .select('failures')
          .execute()
        // To be throttled is no fault of a zone.
        expect(zones.map(({ failures }) => failures)).toEqual(zones.map(() => 0))
      })
    }

    it('reads on after the clock jumped by hours, there and back', async () => {
      const { job, params } = await aJob()
      await collectAll(world)
      world.letTimePass(5 * hour)
      job.lastComplete = wholeSecond()
      await collect()
      expect(jobsAsked().length).toBeGreaterThan(0)
      world.letTimePass(-5 * hour)
      job.lastComplete = wholeSecond()
      await signIn()
      jobsAsked()
      await collect()
      expect(new Set(jobsAsked()).size).toBeGreaterThanOrEqual(zoneCount)
      const { asOf, totals } = await admin.ok('getOverview')
      expect(Math.abs(Date.parse(asOf ?? '') - Date.now())).toBeLessThan(minute)
      expect(totals.failing).toBe(0)
      const { states } = await admin.ok('getJobHistory', { params })
      expect(states.at(-1)).toMatchObject({ state: 'delivering', to: null })
      const starts = states.map(({ from }) => Date.parse(from))
      expect(starts).toEqual([...starts].sort((one, other) => one - other))
      // And not over and over, for want of an end to what is due.
      await collect()
      expect(jobsAsked()).toEqual([])
    })

    it('takes a job of an id that was given again for another one', async () => {
      const { job, params } = await aJob()
      await collectAll(world)
      job.lastError = Date.now()
      job.errorMessage = 'error writing object: AccessDenied'
      await collectAll(world)
      Object.assign(job, {
        dataset: 'dns_logs',
        name: 'another',
        lastError: null,
        errorMessage: null,
        lastComplete: wholeSecond(),
      })
      await collectAll(world)
      expect((await eventsOf(params.jobId)).slice(-2).sort()).toEqual(['created', 'gone'])
      const rows = await (await world.db())
        .selectFrom('fleet_jobs')
        .select(['dataset', 'gone_at', 'gap_from'])
        .where('job_id', '=', params.jobId)
        .orderBy('born_at')
        .execute()
      expect(rows).toEqual([
        { dataset: 'http_requests', gone_at: expect.any(Number), gap_from: null },
        { dataset: 'dns_logs', gone_at: null, gap_from: null },
      ])
    })

    it('says of no job that it is gone when the right to an instance is', async () => {
      const { params } = await aJob()
      await collectAll(world)
      const before = await eventsOf(params.jobId)
      const { totals } = await admin.ok('getOverview')
      const fault = world.simulator.faults.add({
        match: { service: 'cis', path: '/zones?' },
        effect: { kind: 'status', status: 403 },
      })
      world.letTimePass(6 * minute)
      await collect()
      const without = await admin.ok('getOverview')
      expect(without.totals).toMatchObject({ zones: totals.zones, jobs: totals.jobs })
      expect(without.attention.map(({ kind }) => kind)).toContain('zones_not_listed')
      world.simulator.faults.remove(fault)
      world.letTimePass(6 * minute)
      await collect()
      expect((await admin.ok('getOverview')).totals.jobs).toBeGreaterThan(0)
      expect(await eventsOf(params.jobId)).toEqual(before)
    })

    it('loses and doubles nothing when the database is away for a while', async () => {
      const { job, params } = await aJob()
      await collectAll(world)
      const kill = new Kill()
      job.lastError = Date.now()
      job.errorMessage = 'error writing object: AccessDenied'
      await (await world.db()).updateTable('fleet_zones').set({ due_at: 0 }).execute()
      const away = [/fleet_events/, /insert into "fleet_jobs"/, /shared_counters/, /fleet_|shared_/]
      for (const statements of away) {
        kill.refuse(statements)
        await collect()
      }
      kill.refuse(null)
      // A lease that could not be given back is over by itself.
      world.letTimePass(21_000)
      await collectAll(world)
      expect((await eventsOf(params.jobId)).filter((kind) => kind === 'failing')).toHaveLength(1)
      const { states, gaps } = await admin.ok('getJobHistory', { params })
      expect(states.filter(({ state }) => state === 'failing')).toHaveLength(1)
      expect(gaps).toHaveLength(1)
    })

    it('forgets in silence what a removed connection showed, and has it again as it is with the next one', async () => {
      const { params } = await aJob()
      await collectAll(world)
      const before = await eventsOf(params.jobId)
      const { items } = await admin.ok('listConnections')
      await admin.ok('deleteConnection', { params: { id: items[0]?.id ?? '' } })
      expect((await admin.ok('getOverview')).totals).toMatchObject({ zones: 0, jobs: 0 })
      expect(await eventsOf(params.jobId)).toEqual(before)
      await connect(world)
      await collect()
      const { totals } = await admin.ok('getOverview')
      expect(totals.zones).toBeGreaterThanOrEqual(zoneCount)
      expect(totals.jobs).toBeGreaterThan(0)
      expect(await eventsOf(params.jobId)).toEqual(before)
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
