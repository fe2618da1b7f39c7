import 'server-only'
import { env } from '@/lib/server/env'
import { UpstreamError } from '@/lib/server/errors'
import { singleton } from '@/lib/server/singleton'
import { wholeSeconds } from './retry'

/** IBM counts "about 1,200 requests in 5 minutes per user" (docs, ts-err-tf-too-many-request.md); that the window slides is unproven. */
export const windowMs = 300_000
const slots = 60
const slotMs = windowMs / slots
/** Background work leaves a tenth to people, so that a click never waits behind a sweep. */
const backgroundShare = 0.9
const maxIdentities = 2_000
/** A clock that is set right by less is not worth to be noticed. */
const slotsApart = 2

/** `user`: a person waits for it. `background`: nobody does. */
export type Priority = 'user' | 'background'

type Waiter = {
  priority: Priority
  deadlineMs: number
  go: () => void
  stop: (error: Error) => void
}

type Account = {
  counts: Uint32Array
  /** Slot number (time / slotMs) that the counts are up to date for. */
  slot: number
  used: number
  waiters: Waiter[]
  timer: NodeJS.Timeout | undefined
  /** IBM said 429 with a time: background work stays away until then. */
  restUntilMs: number
  /** What other processes have used of the window, as far as they have said. */
  others: number
  /** Counted here since it was last said to them. */
  untold: number
}

export type Usage = {
  used: number
  limit: number
  /** Seconds until the oldest counted requests leave the window; 0 when nothing is counted. */
  resetSeconds: number
}

export type Budget = {
  /** Counts one request. A promise only when it has to wait; rejects with UpstreamError `rate_limited` when that cannot fit. */
  spend: (identity: string, priority: Priority, deadlineMs: number) => Promise<void> | undefined
  rest: (identity: string, untilMs: number) => void
  usage: (identity: string) => Usage
  /** Counts that other processes have not heard of; they are told again until `hear` says that they arrived. `slot`: epoch ms. */
  tell: () => { identity: string; slot: number; amount: number }[]
  /** So many were told, and with them all processes together have used so much of the window. */
  hear: (identity: string, told: number, total: number) => void
}

/** A sliding window per identity, in slots of 5 s; what other processes use is told by them. `limit` 0 switches it off. */
export function createBudget(limit: number, now: () => number = Date.now): Budget {
  const accounts = new Map<string, Account>()

  function account(identity: string): Account {
    let found = accounts.get(identity)
    if (found === undefined) {
      if (accounts.size >= maxIdentities) dropIdle()
      found = {
        counts: new Uint32Array(slots + 1),
        slot: Math.floor(now() / slotMs),
        used: 0,
        waiters: [],
        timer: undefined,
        restUntilMs: 0,
        others: 0,
        untold: 0,
      }
      accounts.set(identity, found)
    }
    advance(found)
    return found
  }

  function dropIdle(): void {
    for (const [identity, one] of accounts) {
      advance(one)
      if (one.used === 0 && one.waiters.length === 0) accounts.delete(identity)
    }
    // All of them busy: the one that came first loses its count rather than the process its memory.
    for (const [identity, one] of accounts) {
      if (accounts.size < maxIdentities) return
      if (one.waiters.length === 0) accounts.delete(identity)
    }
  }

  function advance(one: Account): void {
    const slot = Math.floor(now() / slotMs)
    const steps = Math.min(slot - one.slot, slots + 1)
    for (let step = 1; step <= steps; step++) {
      const at = (one.slot + step) % (slots + 1)
      one.used -= one.counts[at] ?? 0
      one.counts[at] = 0
    }
    if (slot > one.slot) one.slot = slot
    if (slot < one.slot - slotsApart) putBack(one, slot)
  }

  /** The clock was: what was used counts as of now, rather than until the clock has come so far again. */
  function putBack(one: Account, slot: number): void {
    one.counts.fill(0)
    one.counts[slot % (slots + 1)] = one.used
    one.slot = slot
    one.restUntilMs = Math.min(one.restUntilMs, now() + windowMs)
  }

  function ceiling(priority: Priority): number {
    return priority === 'user' ? limit : Math.max(1, Math.floor(limit * backgroundShare))
  }

  /** When enough of the window will have passed for one more request of this priority. */
  function freeAtMs(one: Account, priority: Priority): number {
    let tooMany = one.used + one.others - ceiling(priority) + 1
    let at = now()
    for (let back = slots; back >= 0 && tooMany > 0; back--) {
      const slot = one.slot - back
      tooMany -= one.counts[((slot % (slots + 1)) + slots + 1) % (slots + 1)] ?? 0
      at = (slot + slots + 1) * slotMs
    }
    return priority === 'background' ? Math.max(at, one.restUntilMs) : at
  }

  function isFree(one: Account, priority: Priority): boolean {
    if (priority === 'background' && now() < one.restUntilMs) return false
    return one.used + one.others < ceiling(priority)
  }

  function count(one: Account): void {
    const at = one.slot % (slots + 1)
    one.counts[at] = (one.counts[at] ?? 0) + 1
    one.used++
    one.untold++
  }

  function spent(waitMs: number): UpstreamError {
    return new UpstreamError(
      'rate_limited',
      {},
      { maybeCarriedOut: false, retryAfterSeconds: wholeSeconds(waitMs) },
    )
  }

  function serve(one: Account): void {
    one.timer = undefined
    advance(one)
    const left: Waiter[] = []
    for (const waiter of one.waiters) {
      const freeAt = freeAtMs(one, waiter.priority)
      if (isFree(one, waiter.priority)) {
        count(one)
        waiter.go()
      } else if (freeAt > waiter.deadlineMs) waiter.stop(spent(freeAt - now()))
      else left.push(waiter)
    }
    one.waiters = left
    schedule(one)
  }

  function schedule(one: Account): void {
    if (one.waiters.length === 0 || one.timer !== undefined) return
    const next = Math.min(...one.waiters.map((waiter) => freeAtMs(one, waiter.priority)))
    one.timer = setTimeout(() => serve(one), Math.max(20, next - now()))
    one.timer.unref()
  }

  function wait(one: Account, priority: Priority, deadlineMs: number): Promise<void> {
    const freeAt = freeAtMs(one, priority)
    if (freeAt > deadlineMs) return Promise.reject(spent(freeAt - now()))
    return new Promise((go, stop) => {
      const waiter = { priority, deadlineMs, go, stop }
      const firstBackground = one.waiters.findIndex((other) => other.priority === 'background')
      if (priority === 'background' || firstBackground < 0) one.waiters.push(waiter)
      else one.waiters.splice(firstBackground, 0, waiter)
      clearTimeout(one.timer)
      one.timer = undefined
      schedule(one)
    })
  }

  return {
    spend(identity, priority, deadlineMs) {
      if (limit === 0) return undefined
      const one = account(identity)
      const queued = one.waiters.some(
        (waiter) => priority === 'background' || waiter.priority === 'user',
      )
      if (queued || !isFree(one, priority)) return wait(one, priority, deadlineMs)
      count(one)
      return undefined
    },
    rest(identity, untilMs) {
      const one = account(identity)
      one.restUntilMs = Math.max(one.restUntilMs, Math.min(untilMs, now() + windowMs))
    },
    tell() {
      const told: { identity: string; slot: number; amount: number }[] = []
      for (const [identity, one] of accounts) {
        advance(one)
        // One that has nothing new still hears what the others do, for as long as it counts for anybody here.
        if (one.untold > 0 || one.used > 0 || one.waiters.length > 0) {
          told.push({ identity, slot: one.slot * slotMs, amount: one.untold })
        }
      }
      return told
    },
    hear(identity, told, total) {
      const one = accounts.get(identity)
      if (!one) return
      one.untold -= told
      // What was counted here while the others were asked is in neither sum.
      one.others = Math.max(0, total - (one.used - one.untold))
    },
    usage(identity) {
      const known = accounts.get(identity)
      if (known === undefined) return { used: 0, limit, resetSeconds: 0 }
      advance(known)
      let resetSeconds = 0
      for (let back = slots; back >= 0 && known.used > 0; back--) {
        const slot = known.slot - back
        if ((known.counts[slot % (slots + 1)] ?? 0) === 0) continue
        resetSeconds = wholeSeconds((slot + slots + 1) * slotMs - now())
        break
      }
      return { used: known.used + known.others, limit, resetSeconds }
    },
  }
}

/** The process's budget, of `IBMCLOUD_CIS_RATE_LIMIT` requests. */
export function budget(): Budget {
  return singleton('ibm-budget', () => createBudget(env().IBMCLOUD_CIS_RATE_LIMIT))
}

/** What an identity has used of IBM's rate limit; `limit` 0 means that the budget is off. */
export function usage(identity: string): Usage {
  return budget().usage(identity)
}
