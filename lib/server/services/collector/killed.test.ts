import { beforeEach, expect, it, vi } from 'vitest'
import { type Child, startChild } from '@/lib/server/db/test-child'
import { collect, forgetFleet, wholeSecond } from '@/lib/testing/fleet'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds, type World } from '@/lib/testing/world'

const jobCount = 12
const steps = 11

type SimJob = NonNullable<ReturnType<World['simulator']['state']['jobs']['get']>>

/** A process of its own that does one round and says so. */
const aRound = (): Child =>
  startChild(
    { dataDir: '' },
    `const { collectDue } = await load('../services/collector/background')
     const { closeDb } = await load('client')
     await collectDue()
     await closeDb()
     say('done')
     process.exit()`,
  )

/** A data directory is one process's at a time. */
async function closeOurs(): Promise<void> {
  const { closeDb } = await import('@/lib/server/db/client')
  await closeDb()
}

/** What IBM has of a job at a step, each in an order of its own. */
function turn(job: SimJob, step: number, nth: number, beganMs: number): void {
  const doing = (step + nth) % 4
  // However long a step takes: what a gap is depends on IBM's times alone.
  const now = beganMs + step * 2_000
  if (doing === 0) {
    job.lastError = now
    job.errorMessage = `error writing object: AccessDenied ${nth}`
  } else if (doing === 1) {
    job.enabled = false
  } else {
    job.enabled = true
    job.lastError = null
    job.errorMessage = null
    job.lastComplete = now - (doing === 2 ? 0 : 1_000)
  }
}

/** Everything that was written of the jobs, without the moments at which it was seen. */
async function written(world: World, jobs: readonly SimJob[]) {
  const db = await world.db()
  const of = ({ id }: SimJob) => String(id)
  const [spans, events, gaps] = await Promise.all([
    db.selectFrom('fleet_spans').selectAll().execute(),
    db.selectFrom('fleet_events').selectAll().execute(),
    db.selectFrom('fleet_gaps').selectAll().execute(),
  ])
  return jobs.map((job) => ({
    spans: spans
      .filter((row) => row.job_id === of(job))
      .sort((one, other) => one.from_at - other.from_at)
      .map(({ state, cause }) => `${state} ${cause}`),
    events: events
      .filter((row) => row.job_id === of(job))
      .sort((one, other) => one.at - other.at)
      .map(({ kind, cause }) => `${kind} ${cause}`)
      .sort(),
    gaps: gaps.filter((row) => row.job_id === of(job)).map(({ cause }) => cause),
  }))
}

describeWorlds(
  'a collector that is killed',
  (world) => {
    let jobs: SimJob[]
    let beganMs = 0
    beforeEach(() => begin(), 60_000)
    async function begin(): Promise<void> {
      world.reset()
      await forgetFleet(world)
      const db = await world.db()
      await db.deleteFrom('connections').execute()
      await connect(world)
      const admin = await signInPerson(world, { subject: 'admin', groups: ['admins'] })
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
      jobs = []
      beganMs = wholeSecond() - 30_000
      const zones = [...world.simulator.state.zones.values()]
        .filter(({ instanceGuid }) => instanceGuid === world.place.cisInstanceId)
        .slice(-jobCount)
      for (const [nth, zone] of zones.entries()) {
        const { id } = await admin.ok('createJob', {
          params: { instanceId: zone.instanceGuid, zoneId: zone.id },
          body: jobInput(world, {
            name: `job-${nth}`,
            destination: cosByKey(world, { path: `t/${nth}` }),
          }),
        })
        const job = world.simulator.state.jobs.get(Number(id))
        if (!job) throw new Error('no such job')
        job.lastComplete = beganMs
        jobs.push(job)
      }
      await collect()
    }

    /** The same history of IBM's; at each step but the first, `read` is to see to it that all zones are read. */
    async function live(read: (step: number) => Promise<void>) {
      for (let step = 1; step < steps; step++) {
        for (const [nth, job] of jobs.entries()) turn(job, step, nth, beganMs)
        const db = await world.db()
        const zoneIds = jobs.map(({ zoneId }) => zoneId)
        await db.updateTable('fleet_zones').set({ due_at: 0 }).execute()
        await db
          .updateTable('fleet_zones')
          .set({ due_at: Date.now() + 600_000 })
          .where('zone_id', 'not in', zoneIds)
          .execute()
        await read(step)
      }
      return written(world, jobs)
    }

    /** Once more from the beginning. */
    async function again(read: () => Promise<void>) {
      await begin()
      return live(read)
    }

    it('ten times at random, loses no change and writes none twice', async () => {
      const killed = await live(async (step) => {
        await closeOurs()
        const child = aRound()
        const after = (step * 7) % (2 * jobCount)
        const asked = () => world.simulator.requests.list().length
        const before = asked()
        const reached = () => asked() - before >= after
        const ended = child.rest()
        await Promise.race([ended, vi.waitUntil(reached, { interval: 1, timeout: 30_000 })])
        await child.kill()
        // Its lease would end by itself in 20 s.
        const db = await world.db()
        await db.deleteFrom('shared_notes').where('name', 'like', 'lease collect%').execute()
        await collect()
      })
      const undisturbed = await again(collect)
      expect(killed).toEqual(undisturbed)
      for (const { spans, events } of killed) {
        expect(spans.length).toBeGreaterThan(4)
        expect(events.length).toBeGreaterThan(4)
      }
    }, 240_000)

    it('is followed by another process within 30 seconds', async () => {
      await (await world.db()).updateTable('fleet_zones').set({ due_at: 0 }).execute()
      await closeOurs()
      const child = aRound()
      const lists = () =>
        world.sent('cis', 'GET').filter((path) => path.endsWith('/logpush/jobs')).length
      lists()
      let asked = 0
      const reached = () => {
        asked += lists()
        return asked > 0
      }
      const ended = child.rest()
      await Promise.race([ended, vi.waitUntil(reached, { interval: 1, timeout: 30_000 })])
      await child.kill()
      // A round begins every second.
      world.letTimePass(28_000)
      lists()
      await collect()
      expect(lists()).toBeGreaterThan(0)
      const zones = await (await world.db())
        .selectFrom('fleet_zones')
        .select('due_at')
        .where('is_without', '=', 0)
        .execute()
      expect(zones.filter(({ due_at }) => due_at === 0)).toEqual([])
    }, 60_000)
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
