import { afterAll, beforeAll, describe, vi } from 'vitest'
import type { Permission } from '@/lib/schemas/permission'
import type { SignedInContext } from '@/lib/server/context'
import type { ServedSimulator } from '@/lib/simulator/contract/serve'
import { serveSimulator } from '@/lib/simulator/contract/serve'
import type { SimulatorOptions } from '@/lib/simulator/simulator'
import { type Engine, type Reserved, reserveDatabase } from './database'
import { setEnv, testDatabaseUrl } from './test-env'
import { Visitor } from './visitor'

export type WorldOptions = { simulator?: SimulatorOptions; env?: Record<string, string> }

type KeyName = keyof ServedSimulator['keys']
type ZonePlace = { instanceId: string; zoneId: string }

/** The app's own process-wide state, which a new world must not inherit. */
type Process = typeof globalThis & { logpushSingletons?: unknown }

/** The app over the simulated IBM Cloud and a real database of its own; nothing in between is a stand-in. */
export class World {
  /** Every answer that a visitor got, headers and body. */
  readonly heard: string[] = []
  #served: ServedSimulator | undefined
  #reserved: Reserved | undefined
  #restoreEnv: (() => void) | undefined
  #aheadMs = 0
  #visitors = 0
  #watched = 0

  async open(engine: Engine, options: WorldOptions): Promise<void> {
    this.#served = await serveSimulator(options.simulator)
    this.#reserved = await reserveDatabase(engine)
    this.#restoreEnv = setEnv({
      APP_URL: undefined,
      PORT: '3000',
      TRUSTED_PROXIES: undefined,
      IBMCLOUD_CIS_RATE_LIMIT: undefined,
      ...this.#served.env,
      ...this.#reserved.env,
      ...options.env,
    })
    begin()
  }

  /** Another process over the same database, with another environment. */
  async restart(env: Record<string, string | undefined>): Promise<void> {
    await this.#end()
    const former = this.#restoreEnv
    const restore = setEnv(env)
    this.#restoreEnv = () => {
      restore()
      former?.()
    }
    begin()
  }

  async close(): Promise<void> {
    await this.#end()
    await this.#served?.close()
    await this.#reserved?.remove()
    this.#restoreEnv?.()
    vi.restoreAllMocks()
  }

  async #end(): Promise<void> {
    const { closeDb } = await import('@/lib/server/db/client')
    const { closeConnections } = await import('@/lib/server/ibm/exchange')
    await closeDb()
    await closeConnections()
  }

  get #open(): ServedSimulator {
    if (!this.#served) throw new Error('The world is open within tests only.')
    return this.#served
  }

  get simulator() {
    return this.#open.simulator
  }
  /** Keys, ids and names of the seeded account. */
  get place() {
    return this.#open
  }

  /** The account as it was at first, without faults. */
  reset(): void {
    this.simulator.reset()
    this.#watched = 0
  }

  /** A zone of the big instance, by the part it plays. */
  zone(role: string): ZonePlace {
    const zoneId = this.place.zones[role]?.id
    if (!zoneId) throw new Error(`No zone plays ${role}`)
    return { instanceId: this.place.cisInstanceId, zoneId }
  }

  /** The first zone of another instance. */
  zoneOf(instance: 'small' | 'standard' | 'unknownPlan'): ZonePlace {
    const instanceId = this.place.cisInstances[instance]?.id ?? ''
    const all = [...this.simulator.state.zones.values()]
    const zoneId = all.find((zone) => zone.instanceGuid === instanceId)?.id ?? ''
    return { instanceId, zoneId }
  }

  /** Somebody at an address of their own, not signed in. */
  visitor(address?: string): Visitor {
    this.#visitors += 1
    const own = `198.51.${100 + Math.floor(this.#visitors / 250)}.${this.#visitors % 250}`
    return new Visitor(address ?? own, (text) => this.heard.push(text))
  }

  async signIn(key: KeyName = 'manager'): Promise<Visitor> {
    const visitor = this.visitor()
    await visitor.ok('createSession', { body: { apiKey: this.place.keys[key] } })
    return visitor
  }

  /** What a service gets for a request of this visitor that has so long to live. */
  async contextOf(
    visitor: Visitor,
    permission: Permission,
    withinMs = 20_000,
  ): Promise<SignedInContext> {
    const { admit } = await import('@/lib/server/services/admission/admit')
    const { readSession } = await import('@/lib/server/session')
    const session = await readSession(new Headers({ cookie: visitor.cookie ?? '' }))
    if (!session) throw new Error('The visitor is not signed in.')
    const request = {
      deadlineMs: Date.now() + withinMs,
      arrivedAt: performance.now(),
      requestId: crypto.randomUUID(),
      address: visitor.address,
    }
    return admit(request, session, permission)
  }

  /** Lets the app's and the simulator's clock run ahead for good; timers keep their pace. */
  letTimePass(ms: number): void {
    if (this.#aheadMs === 0) {
      const real = Date.now.bind(Date)
      vi.spyOn(Date, 'now').mockImplementation(() => real() + this.#aheadMs)
    }
    this.#aheadMs += ms
  }

  /** What has reached IBM since this was asked last, as `PUT /zones/…`: the version and the CRN are left out. */
  sent(service: string, method?: string): string[] {
    const all = this.simulator.requests.list()
    const fresh = all.slice(this.#watched)
    this.#watched = all.length
    return fresh
      .filter((one) => one.service === service && (!method || one.method === method))
      .map((one) => `${one.method} ${one.path.replace(/^\/v\d\/crn[^/]*/, '')}`)
  }

  async db() {
    const { getDb } = await import('@/lib/server/db/client')
    return getDb()
  }
}

function begin(): void {
  const host: Process = globalThis
  delete host.logpushSingletons
  vi.resetModules()
}

/** A suite over a world of its own on SQLite. */
export function describeWorld(
  name: string,
  suite: (world: World) => void,
  options: WorldOptions = {},
): void {
  describeOn('sqlite', name, suite, options)
}

/** The same suite on SQLite and, when TEST_DATABASE_URL names a server, on PostgreSQL. */
export function describeWorlds(
  name: string,
  suite: (world: World) => void,
  options: WorldOptions = {},
): void {
  describeOn('sqlite', `${name} on SQLite`, suite, options)
  if (testDatabaseUrl) describeOn('postgres', `${name} on PostgreSQL`, suite, options)
  else {
    const why = 'TEST_DATABASE_URL is not set'
    describe.skip(`${name} on PostgreSQL (${why})`, () => suite(new World()))
  }
}

function describeOn(
  engine: Engine,
  name: string,
  suite: (world: World) => void,
  options: WorldOptions,
): void {
  describe(name, () => {
    const world = new World()
    beforeAll(() => world.open(engine, options))
    afterAll(() => world.close())
    suite(world)
  })
}
