import type { CosInput } from '@/lib/destinations/cos'
import type { ActivityItem } from '@/lib/schemas/activity'
import type { CreateJobInput, Job } from '@/lib/schemas/job'
import type { FaultEffect, FaultMatch } from '@/lib/simulator/faults/types'
import { cosByKey, jobInput } from './inputs'
import type { Visitor } from './visitor'
import type { World } from './world'

type Body = Record<string, unknown>

/** A job in the playground that is to be moved, and who moves it. */
export class MoveScene {
  readonly #world: World
  #manager: Visitor | undefined
  #old: Job | undefined
  #since = ''

  constructor(world: World) {
    this.#world = world
  }

  /** A new account with one job; nothing was moved yet. */
  async begin(over: Partial<CreateJobInput> = {}): Promise<void> {
    const world = this.#world
    world.reset()
    // The simulator begins with the same ids each time; what earlier tests made is long known, and their moves over.
    world.letTimePass(9 * 24 * 3_600_000)
    await (await world.db()).deleteFrom('moves').execute()
    // Their deliveries take time, and nobody looks at them here.
    world.simulator.state.jobs.clear()
    this.#manager = await world.signIn()
    this.#since = new Date(Date.now()).toISOString()
    this.#old = await this.make(over)
    world.sent('cis')
  }

  get manager(): Visitor {
    if (!this.#manager) throw new Error('The scene has not begun.')
    return this.#manager
  }
  set manager(visitor: Visitor) {
    this.#manager = visitor
  }

  get old(): Job {
    if (!this.#old) throw new Error('The scene has not begun.')
    return this.#old
  }
  set old(job: Job) {
    this.#old = job
  }

  make(over: Partial<CreateJobInput> = {}): Promise<Job> {
    const params = this.#world.zone('playground')
    return this.manager.ok('createJob', { params, body: jobInput(this.#world, over) })
  }

  params(jobId = this.old.id) {
    return { ...this.#world.zone('playground'), jobId }
  }

  target(): CosInput {
    return cosByKey(this.#world, { path: 'tests/moved' })
  }

  call(body: Body = {}, visitor = this.manager) {
    const params = this.params()
    return visitor.call('moveJob', { params, body: { destination: this.target(), ...body } })
  }

  async move(body: Body = {}, visitor = this.manager): Promise<{ status: number; job: Job }> {
    const { status, body: job, text } = await this.call(body, visitor)
    if (status >= 400) throw new Error(text)
    return { status, job: job as Job } // Checked by the operation's schema.
  }

  fault(effect: FaultEffect, match: Partial<FaultMatch> = {}): number {
    const { faults } = this.#world.simulator
    return faults.add({ match: { service: 'cis', times: 1, ...match }, effect })
  }

  refuseInPlace(): void {
    this.fault({ kind: 'change-refused' }, { method: 'PUT' })
  }

  /** Moves where IBM refuses to change the job itself. */
  second(body: Body = {}): Promise<{ status: number; job: Job }> {
    this.refuseInPlace()
    return this.move(body)
  }

  /** What the timers do every second, some time later; the engine delivers meanwhile. */
  async later(ms = 61_000): Promise<void> {
    this.#world.letTimePass(ms)
    await this.#world.simulator.tick()
    const { settleDue } = await import('@/lib/server/services/settlement/background')
    const { moveDue } = await import('@/lib/server/services/moves/background')
    await settleDue()
    await moveDue()
  }

  stored(jobId: string | undefined) {
    return this.#world.simulator.state.jobs.get(Number(jobId))
  }

  async list(): Promise<Job[]> {
    return (await this.manager.ok('listJobs', { params: this.#world.zone('playground') })).items
  }

  /** What the activity has of this scene, newest first; the record is kept between tests. */
  async recorded(): Promise<ActivityItem[]> {
    const { items } = await this.manager.ok('listActivity', { query: { limit: '20' } })
    return items.filter(({ at }) => at >= this.#since)
  }

  async activity(): Promise<string[]> {
    return (await this.recorded()).map(({ action, outcome }) => `${action} ${outcome}`)
  }

  async entries(): Promise<ActivityItem[]> {
    return (await this.recorded()).filter(({ action }) => action === 'job.move')
  }
}
