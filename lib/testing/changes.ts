import type { ActivityItem } from '@/lib/schemas/activity'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { Rails } from '@/lib/schemas/grant'
import type { CreateJobInput, Job } from '@/lib/schemas/job'
import type { FaultEffect, FaultMatch } from '@/lib/simulator/faults/types'
import { cosByKey, jobInput } from './inputs'
import type { Answer } from './judge'
import { connect, giveGrant, signInPerson } from './team'
import type { Input, OperationName, Visitor } from './visitor'
import type { World } from './world'

type Person = Visitor & { id: string }

/** Somebody whose changes in the playground need approval, and who decides on them. */
export class ApprovalScene {
  readonly #world: World
  #since = ''
  #nth = 0
  grantId = ''
  #editor: Person | undefined
  #admin: Person | undefined

  constructor(world: World) {
    this.#world = world
  }

  /** A new account and new people; nobody has asked for anything yet. */
  async begin(rails: Rails = { needsApproval: true }): Promise<void> {
    const world = this.#world
    world.reset()
    // The simulator begins with the same ids each time; what earlier tests made is long known.
    world.letTimePass(9 * 24 * 3_600_000)
    world.simulator.state.jobs.clear()
    const db = await world.db()
    await db.deleteFrom('change_requests').execute()
    await db.deleteFrom('moves').execute()
    const { listConnections } = await import('@/lib/server/db/connections')
    if ((await listConnections(db)).length === 0) await connect(world)
    this.#since = new Date(Date.now()).toISOString()
    this.#editor = await this.somebody('editor', rails)
    this.#admin = await this.somebody('administrator')
    world.sent('cis')
  }

  /** A person with one grant on everything. */
  async somebody(role: 'viewer' | 'editor' | 'administrator', rails: Rails | null = null) {
    const subject = `${role}-${++this.#nth}-${crypto.randomUUID().slice(0, 8)}`
    const person = await signInPerson(this.#world, { subject })
    const grantId = await giveGrant(
      this.#world,
      { personId: person.id },
      { role, scope: { kind: 'all' }, rails },
    )
    if (role === 'editor') this.grantId = grantId
    return person
  }

  get editor(): Person {
    return begun(this.#editor)
  }
  get admin(): Person {
    return begun(this.#admin)
  }

  get place() {
    return this.#world.zone('playground')
  }
  params(jobId: string) {
    return { ...this.place, jobId }
  }

  /** A job that is there already. */
  make(over: Partial<CreateJobInput> = {}): Promise<Job> {
    const body = jobInput(this.#world, { name: 'there-before', ...over })
    return this.admin.ok('createJob', { params: this.place, body })
  }

  /** What waits after a call. Throws where it was done or refused. */
  async asks(name: OperationName, input: Input, visitor = this.editor): Promise<ChangeRequest> {
    return waitingIn(await visitor.call(name, input))
  }

  asksForJob(over: Partial<CreateJobInput> = {}): Promise<ChangeRequest> {
    return this.asks('createJob', { params: this.place, body: jobInput(this.#world, over) })
  }

  decide(id: string, approve = true, visitor: Visitor = this.admin): Promise<ChangeRequest> {
    return visitor.ok('decideChangeRequest', { params: { id }, body: { approve } })
  }

  get(id: string, visitor: Visitor = this.admin): Promise<ChangeRequest> {
    return visitor.ok('getChangeRequest', { params: { id } })
  }

  async list(): Promise<Job[]> {
    return (await this.admin.ok('listJobs', { params: this.place })).items
  }

  fault(effect: FaultEffect, match: Partial<FaultMatch> = {}): number {
    const { faults } = this.#world.simulator
    return faults.add({ match: { service: 'cis', times: 1, ...match }, effect })
  }

  /** What the timers do every second, some time later. */
  async later(ms = 61_000): Promise<void> {
    this.#world.letTimePass(ms)
    await this.#world.simulator.tick()
    const { settleDue } = await import('@/lib/server/services/settlement/background')
    const { moveDue } = await import('@/lib/server/services/moves/background')
    const { changeDue } = await import('@/lib/server/services/changes/background')
    await settleDue()
    await moveDue()
    await changeDue()
  }

  /** What is on disk of one: none of its secrets, once it is over. */
  async plan(id: string): Promise<string | null> {
    const db = await this.#world.db()
    const row = await db
      .selectFrom('change_requests')
      .select('plan_json')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.plan_json
  }

  /** What the record has of this scene, the oldest first. */
  async recorded(): Promise<Pick<ActivityItem, 'action' | 'outcome' | 'via' | 'code'>[]> {
    const { listAttemptsAbout } = await import('@/lib/server/db/audit-list')
    const { accountId } = await this.#account()
    const rows = await listAttemptsAbout(await this.#world.db(), {
      accountId,
      ...this.place,
      since: Date.parse(this.#since),
    })
    return rows.map(({ action, outcome, via, code }) => ({ action, outcome, via, code })) as Pick<
      ActivityItem,
      'action' | 'outcome' | 'via' | 'code'
    >[] // As they were written.
  }

  async activity(): Promise<string[]> {
    return (await this.recorded()).map(({ action, outcome }) => `${action} ${outcome}`)
  }

  async #account() {
    const { listConnections } = await import('@/lib/server/db/connections')
    const [connection] = await listConnections(await this.#world.db())
    return begun(connection)
  }
}

function begun<Thing>(thing: Thing | undefined): Thing {
  if (!thing) throw new Error('The scene has not begun.')
  return thing
}

function waitingIn({ status, body, text }: Answer): ChangeRequest {
  if (status !== 202) throw new Error(`Nothing waits: ${status} ${text}`)
  return body as ChangeRequest // Checked by its schema.
}

/** Somebody who asked for two jobs that wait for approval. */
export async function askTwice(
  world: World,
): Promise<{ asker: Visitor; one: string; other: string }> {
  await connect(world)
  const asker = await signInPerson(world, { subject: `asker-${crypto.randomUUID()}` })
  const rails = { needsApproval: true }
  await giveGrant(world, { personId: asker.id }, { role: 'editor', scope: { kind: 'all' }, rails })
  const ask = async (name: string) => {
    const destination = cosByKey(world, { path: `tests/${name}` })
    const body = jobInput(world, { name, destination })
    const params = world.zone('playground')
    return waitingIn(await asker.call('createJob', { params, body })).id
  }
  return { asker, one: await ask('one'), other: await ask('other') }
}
