import { collect, forgetFleet, wholeSecond } from './fleet'
import { cosByKey, jobInput } from './inputs'
import { connect, signInAdmin } from './team'
import type { World } from './world'

const betweenMs = 2_000

type SimJob = NonNullable<ReturnType<World['simulator']['state']['jobs']['get']>>

/** What was written of a job, without the moments at which it was seen. */
export type Written = { spans: string[]; events: string[]; gaps: string[] }

/**
 * Some jobs, each in a zone of its own, that break, are paused and deliver again by turns: always the same history of IBM's, so
 * that what is written of it can be compared, however it came to be read. The world needs `ADMIN_GROUPS: 'admins'`.
 */
export class FleetLife {
  static readonly jobCount = 12
  static readonly steps = 10
  readonly #world: World
  #jobs: SimJob[] = []
  #beganMs = 0

  constructor(world: World) {
    this.#world = world
  }

  /** From the beginning: every job delivers, and all zones were read once. */
  async begin(): Promise<void> {
    const world = this.#world
    world.reset()
    await forgetFleet(world)
    const db = await world.db()
    await db.deleteFrom('connections').execute()
    await connect(world)
    const admin = await signInAdmin(world, 'admin')
    this.#jobs = []
    this.#beganMs = wholeSecond() - 30_000
    const zones = [...world.simulator.state.zones.values()]
      .filter(({ instanceGuid }) => instanceGuid === world.place.cisInstanceId)
      .slice(-FleetLife.jobCount)
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
      job.lastComplete = this.#beganMs
      this.#jobs.push(job)
    }
    await collect()
  }

  /** At each step but the first, `read` is to see to it that all zones that are due are read. */
  async live(read: (step: number) => Promise<void>): Promise<Written[]> {
    for (let step = 1; step <= FleetLife.steps; step++) {
      for (const [nth, job] of this.#jobs.entries()) turn(job, step, nth, this.#beganMs)
      const db = await this.#world.db()
      const zoneIds = this.#jobs.map(({ zoneId }) => zoneId)
      await db.updateTable('fleet_zones').set({ due_at: 0 }).execute()
      await db
        .updateTable('fleet_zones')
        .set({ due_at: Date.now() + 600_000 })
        .where('zone_id', 'not in', zoneIds)
        .execute()
      await read(step)
    }
    return this.#written()
  }

  /** What one process writes that nothing happens to. */
  async undisturbed(): Promise<Written[]> {
    await this.begin()
    return this.live(collect)
  }

  async #written(): Promise<Written[]> {
    const db = await this.#world.db()
    const [spans, events, gaps] = await Promise.all([
      db.selectFrom('fleet_spans').selectAll().orderBy('from_at').execute(),
      db.selectFrom('fleet_events').selectAll().execute(),
      db.selectFrom('fleet_gaps').selectAll().orderBy('from_at').execute(),
    ])
    const since = (ms: number) => ms - this.#beganMs
    return this.#jobs.map(({ id }) => {
      const isOurs = (row: { job_id: string }) => row.job_id === String(id)
      return {
        spans: spans.filter(isOurs).map(({ state, cause }) => `${state} ${cause}`),
        events: events
          .filter(isOurs)
          .map(({ kind, cause }) => `${kind} ${cause}`)
          .sort(),
        // Both ends are IBM's times.
        gaps: gaps
          .filter(isOurs)
          .map(({ from_at, to_at, cause }) => `${since(from_at)} ${since(to_at)} ${cause}`),
      }
    })
  }
}

/** What IBM has of a job at a step, each in an order of its own. */
function turn(job: SimJob, step: number, nth: number, beganMs: number): void {
  const doing = (step + nth) % 4
  // However long a step takes: what a gap is depends on IBM's times alone.
  const now = beganMs + step * betweenMs
  if (doing === 0) {
    job.lastError = now
    job.errorMessage = `error writing object: AccessDenied ${nth}`
  } else if (doing === 1) {
    job.enabled = false
  } else {
    job.enabled = true
    job.lastError = null
    job.errorMessage = null
    job.lastComplete = now - (doing === 2 ? 0 : betweenMs / 2)
  }
}
