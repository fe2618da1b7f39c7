import { beforeEach, expect, it } from 'vitest'
import { jobInput } from '@/lib/testing/inputs'
import { forgetPlanted, plantPicture } from '@/lib/testing/picture'
import { connect, signInAdmin, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const hour = 3_600_000
type Place = { instanceId: string; zoneId: string }

/** A picture of this zone alone, with one job, `1`, that has delivered for three hours. */
async function plantZone(world: World, { instanceId, zoneId }: Place) {
  const { listFleetJobs } = await import('@/lib/server/db/fleet-jobs')
  await plantPicture(world, { zones: 1, jobs: 1, ageMs: 3 * hour })
  const db = await world.db()
  await db.updateTable('fleet_zones').set({ instance_id: instanceId, zone_id: zoneId }).execute()
  await db.updateTable('fleet_jobs').set({ zone_id: zoneId }).execute()
  const [job] = await listFleetJobs(db, 'team', [zoneId])
  if (!job) throw new Error('not planted')
  return job
}

/** A job that has not delivered for two hours, with the id of one that is gone since three. */
async function plantReused(world: World, place: Place, state: 'failing' | 'late') {
  const { addSpans } = await import('@/lib/server/db/fleet-history')
  const { saveJobs } = await import('@/lib/server/db/fleet-jobs')
  const job = await plantZone(world, place)
  const db = await world.db()
  const nowMs = Date.now()
  const [goneMs, failsMs] = [nowMs - 3 * hour, nowMs - 2 * hour]
  const old = { zoneId: place.zoneId, jobId: '1', bornMs: job.bornMs - hour }
  const now = { ...old, bornMs: job.bornMs }
  await saveJobs(db, 'team', [
    {
      ...job,
      bornMs: old.bornMs,
      name: 'old',
      goneMs,
      standing: { state: 'gone', sinceMs: goneMs },
    },
    {
      ...job,
      name: 'new',
      completeMs: failsMs,
      hasError: state === 'failing',
      errorText: state === 'failing' ? 'AccessDenied' : null,
      standing: { state, sinceMs: failsMs },
      spanMs: failsMs,
      gap: { fromMs: failsMs, cause: 'AccessDenied' },
    },
  ])
  await addSpans(db, 'team', [
    { ...old, fromMs: old.bornMs, state: 'delivering', cause: null },
    { ...old, fromMs: goneMs, state: 'gone', cause: null },
    { ...now, fromMs: goneMs + 1, state: 'delivering', cause: null },
    { ...now, fromMs: failsMs, state, cause: null },
  ])
  return { failsAt: new Date(failsMs).toISOString() }
}

describeWorlds(
  'the history of a job',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await forgetPlanted(world)
      const db = await world.db()
      await db.deleteFrom('fleet_spans').execute()
      await db.deleteFrom('connections').execute()
      await connect(world)
      admin = await signInAdmin(world, `admin-${++nth}`)
    })

    it.each([
      // One that is gone comes before what is late, and after what fails.
      'late',
      'failing',
    ] as const)(
      'is of the job that has its id now, here %s, not of one that is gone',
      async (now) => {
        const place = world.zone('playground')
        const params = { ...place, jobId: '1' }
        const { failsAt } = await plantReused(world, place, now)
        const { job, states, gaps } = await admin.ok('getJobHistory', { params })
        expect(job).toMatchObject({ name: 'new', goneAt: null })
        expect(states.map(({ state }) => state)).toEqual(['delivering', 'gone', 'delivering', now])
        expect(states.at(-1)).toMatchObject({ from: failsAt, to: null })
        expect(gaps).toMatchObject([{ from: failsAt, to: null, cause: 'AccessDenied' }])
        const { jobs } = await admin.ok('getZoneHistory', { params: place })
        expect(jobs).toMatchObject([{ id: '1', name: 'new' }])
        expect(jobs[0]?.states.at(-1)).toMatchObject({ state: now, to: null })
        const { items } = await admin.ok('searchOverview', { query: { q: 'zone-0' } })
        expect(items.map(({ job, state }) => [job.name, state])).toEqual([['new', now]])
      },
    )

    it('is nothing of what exists and nobody has looked at, and not found where nothing is', async () => {
      const place = world.zone('playground')
      const { id: jobId } = await admin.ok('createJob', {
        params: place,
        body: jobInput(world, { name: 'new' }),
      })
      const empty = { job: null, states: [], gaps: [], deliveringShare: null }
      const ask = async (params: Place, jobId: string) => {
        const { status, body } = await admin.call('getJobHistory', { params: { ...params, jobId } })
        return status === 200 ? body : status
      }
      const absent = { ...place, zoneId: 'e'.repeat(32) }
      const asked = async () => [
        await ask(place, jobId),
        await ask(place, '4242424242'),
        await ask(place, 'x'),
        await ask(absent, jobId),
        (await admin.call('getZoneHistory', { params: place })).status,
        (await admin.call('getZoneHistory', { params: absent })).status,
        (await admin.call('getZoneHistory', { params: { ...place, zoneId: 'x' } })).status,
      ]
      const told = [expect.objectContaining(empty), 404, 400, 404, 200, 404, 400]
      expect(await asked()).toEqual(told)
      await plantZone(world, place)
      expect(await asked()).toEqual(told)
    })

    it('of what is known needs no IBM', async () => {
      const place = world.zone('playground')
      await plantReused(world, place, 'late')
      world.simulator.faults.add({
        match: { service: 'cis' },
        effect: { kind: 'status', status: 503 },
      })
      const { states } = await admin.ok('getJobHistory', { params: { ...place, jobId: '1' } })
      expect(states.at(-1)).toMatchObject({ state: 'late' })
      await admin.ok('getZoneHistory', { params: place })
      const unknown = await admin.call('getJobHistory', { params: { ...place, jobId: '4242' } })
      expect(unknown.status).toBeOneOf([502, 503, 504])
    })
  },
  { env: teamEnv },
)
