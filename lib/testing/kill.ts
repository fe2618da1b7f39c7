import { type SQLInputValue, StatementSync } from 'node:sqlite'
import { Client } from 'pg'
import { vi } from 'vitest'

/** What makes something last: the end of a transaction, and what is written to moves and change requests outside of one. */
const lasting = /^\s*(?:commit|(?:update|delete from) "(?:moves|change_requests)")/i

/** Stands in for a process that dies: from a certain write on, nothing reaches the database any more. */
export class Kill {
  #left = Number.POSITIVE_INFINITY
  #isDead = false
  #refused: RegExp | null = null

  constructor() {
    const check = (sql: string) => this.#check(sql)
    for (const name of ['run', 'all'] as const) {
      const real = StatementSync.prototype[name]
      vi.spyOn(StatementSync.prototype, name).mockImplementation(function (
        this: StatementSync,
        ...values: unknown[]
      ) {
        check(this.sourceSQL)
        return Reflect.apply(real, this, values as SQLInputValue[]) // As they were given to it.
      })
    }
    const real = Client.prototype.query
    vi.spyOn(Client.prototype, 'query').mockImplementation(async function (
      this: Client,
      ...given: unknown[]
    ) {
      const [first] = given
      check(typeof first === 'string' ? first : String(Object(first).text))
      return Reflect.apply(real, this, given)
    })
  }

  /** Dies instead of the write of this number, counted from 1. */
  arm(nth: number): void {
    this.#left = nth
    this.#isDead = false
  }

  /** The process lives on, and such statements fail; null: none any more. */
  refuse(statements: RegExp | null): void {
    this.#refused = statements
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** A new process over what the old one left. */
  async restart(): Promise<void> {
    this.#left = Number.POSITIVE_INFINITY
    const { closeDb, getDb } = await import('@/lib/server/db/client')
    await closeDb()
    this.#isDead = false
    const host: typeof globalThis & { logpushSingletons?: unknown } = globalThis
    delete host.logpushSingletons
    // Kysely looks through all schemas of the server, and stumbles over one that another test drops meanwhile.
    for (let left = 5; left > 0; left--) {
      const isOpen = await getDb().then(
        () => true,
        (error: unknown) => (left > 1 ? false : Promise.reject(error)),
      )
      if (isOpen) return
    }
  }

  #check(sql: string): void {
    if (this.#refused?.test(sql)) throw new Error('database or disk is full')
    if (lasting.test(sql)) this.#left -= 1
    if (this.#left <= 0) this.#isDead = true
    if (this.#isDead) throw new Error('The process is dead.')
  }
}
