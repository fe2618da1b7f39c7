import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomId } from './crypto'
import { getDb } from './db/client'
import * as shared from './db/shared'
import { env } from './env'
import { log } from './log'
import { singleton } from './singleton'

/**
 * What must hold across the processes of one dashboard: in the database where several may run (PostgreSQL), in memory
 * where there is one (SQLite). Names are whole sentences of who needs what: `refresh:<credential>`.
 */
export type Store = {
  /**
   * Takes a name until it is released, for `forMs` at most. Somebody else's is waited for until `deadlineMs`.
   * @returns null: it did not become free
   */
  take: (name: string, forMs: number, deadlineMs?: number) => Promise<Lease | null>
  /** Leaves a text for the others, for a while. */
  note: (name: string, text: string, forMs: number) => Promise<void>
  read: (name: string) => Promise<string | null>
  /** Adds to a counter's slot, which is named by the time it begins at. @returns the sum from `sinceSlot` on; an hour is kept */
  add: (name: string, slot: number, amount: number, sinceSlot: number) => Promise<number>
}
export type Lease = { release: () => Promise<void> }

/** How often a name that somebody else has is asked for again. */
const askAgainMs = 50

export function store(): Store {
  return singleton('store', () => (env().DATABASE_URL ? databaseStore() : memoryStore()))
}

type Tables = {
  claim: (name: string, holder: string, untilMs: number, nowMs: number) => Promise<boolean>
  release: (name: string, holder: string) => Promise<void>
} & Omit<Store, 'take'>

function withTake({ claim, release, ...rest }: Tables): Store {
  return {
    ...rest,
    async take(name, forMs, deadlineMs = 0) {
      const holder = randomId()
      for (;;) {
        const now = Date.now()
        if (await claim(name, holder, now + forMs, now)) {
          return {
            // Nobody's work fails for that: the name is free again when its time is over.
            release: () =>
              release(name, holder).catch((error: unknown) =>
                log.warn('name_not_released', { error }),
              ),
          }
        }
        if (Date.now() + askAgainMs > deadlineMs) return null
        await sleep(askAgainMs)
      }
    },
  }
}

function databaseStore(): Store {
  return withTake({
    claim: async (...given) => shared.claim(await getDb(), ...given),
    release: async (...given) => shared.release(await getDb(), ...given),
    note: async (name, text, forMs) => shared.note(await getDb(), name, text, Date.now() + forMs),
    read: async (name) => shared.read(await getDb(), name, Date.now()),
    add: async (...given) => shared.add(await getDb(), ...given),
  })
}

/** More than one process ever has under way; what is over is dropped first. */
const maxEntries = 20_000

function memoryStore(): Store {
  const entries = new Map<string, { text: string; untilMs: number }>()
  const counters = new Map<string, Map<number, number>>()
  const put = (name: string, text: string, untilMs: number) => {
    if (entries.size >= maxEntries) {
      for (const [key, entry] of entries) if (entry.untilMs <= Date.now()) entries.delete(key)
    }
    entries.set(name, { text, untilMs })
  }
  const found = (name: string) => {
    const entry = entries.get(name)
    return entry && entry.untilMs > Date.now() ? entry.text : null
  }
  return withTake({
    async claim(name, holder, untilMs) {
      const isAhead = (entries.get(`lease ${name}`)?.untilMs ?? 0) > untilMs + shared.clocksDifferMs
      if (found(`lease ${name}`) !== null && !isAhead) return false
      put(`lease ${name}`, holder, untilMs)
      return true
    },
    async release(name, holder) {
      if (found(`lease ${name}`) === holder) entries.delete(`lease ${name}`)
    },
    async note(name, text, forMs) {
      put(name, text, Date.now() + forMs)
    },
    read: async (name) => found(name),
    async add(name, slot, amount, sinceSlot) {
      const slots = counters.get(name) ?? new Map<number, number>()
      counters.set(name, slots)
      let sum = amount
      for (const [at, count] of slots) {
        if (at > slot + shared.clocksDifferMs && slots.delete(at)) sum += count
      }
      slots.set(slot, (slots.get(slot) ?? 0) + sum)
      sum = 0
      for (const [at, count] of slots) {
        if (at < sinceSlot) slots.delete(at)
        else sum += count
      }
      return sum
    },
  })
}
