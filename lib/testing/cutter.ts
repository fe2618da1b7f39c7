import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, vi } from 'vitest'
import type { Db } from '@/lib/server/db/client'
import type { Chance } from './test-chance'
import { testDatabaseUrl } from './test-env'
import type { World } from './world'

/** The most connections that the app holds at once. */
const poolSize = 10
const writing = /^\s*(?:begin|commit|insert|update|delete)\b/i

/** Of PostgreSQL's: it ends the app's connections while a statement is on its way, as a server does that goes down. */
export class Cutter {
  readonly #name = `cut-${crypto.randomUUID()}`
  readonly #own = new Client({ connectionString: testDatabaseUrl })
  readonly #chance: Chance
  #left = Number.POSITIVE_INFINITY
  /** How often it cut. */
  cuts = 0

  constructor(chance: Chance) {
    this.#chance = chance
  }

  /** From now on the app's connections to the database are told by their name from all others of the server. */
  async open(world: World, databaseUrl: string): Promise<void> {
    const url = new URL(databaseUrl)
    url.searchParams.set('application_name', this.#name)
    await world.restart({ DATABASE_URL: url.href })
    await this.#own.connect()
    const real = Client.prototype.query
    const around = (client: Client, sql: string, send: () => Promise<unknown>) =>
      this.#around(client, sql, send)
    vi.spyOn(Client.prototype, 'query').mockImplementation(async function (
      this: Client,
      ...given: unknown[]
    ) {
      const [first] = given
      const sql = typeof first === 'string' ? first : String(Object(first).text)
      return around(this, sql, () => Reflect.apply(real, this, given))
    })
  }

  async close(): Promise<void> {
    await this.#own.end()
  }

  /** Cuts once, at the write of this number from now on, counted from 1. */
  arm(nth: number): void {
    this.#left = nth
  }

  /** Cuts no more, and waits until the app knows of every connection that was cut: one that is idle may be given out still. */
  async rest(db: Db): Promise<void> {
    this.#left = Number.POSITIVE_INFINITY
    const isThere = () =>
      sql`select 1`.execute(db).then(
        () => true,
        () => false,
      )
    const areThere = () => Promise.all(Array.from({ length: poolSize }, isThere))
    await expect.poll(areThere).not.toContain(false)
  }

  async #around(client: Client, sql: string, send: () => Promise<unknown>): Promise<unknown> {
    if (client === this.#own || !writing.test(sql)) return send()
    this.#left -= 1
    if (this.#left !== 0) return send()
    this.cuts += 1
    // Before it is there; while it is worked on, so that nobody knows whether it was; after it was answered.
    const when = this.#chance.below(3)
    if (when === 0) await this.#cut()
    if (when === 1) return (await Promise.all([send(), this.#cut()]))[0]
    const answer = await send()
    if (when === 2) await this.#cut()
    return answer
  }

  async #cut(): Promise<void> {
    await this.#own.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = $1',
      [this.#name],
    )
  }
}
