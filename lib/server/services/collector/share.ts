import 'server-only'
import type { Db } from '@/lib/server/db/client'
import { add } from '@/lib/server/db/shared'
import { env } from '@/lib/server/env'
import { UpstreamError } from '@/lib/server/errors'
import { windowMs } from '@/lib/server/ibm/budget'

/** Slots of the counter, so that the sum over a window is exact to this, and never too low. */
const slotMs = 5_000
/** A request that was counted leaves at most so long after: it counts for so much longer. */
const leavesWithinMs = 15_000
/** So many are set apart at once: a query for every request would cost more than it saves. */
const blockSize = 25

/** Requests in 5 minutes that the collector may make for one identity; `Infinity`: the budget is off. */
export function shareLimit(): number {
  const { IBMCLOUD_CIS_RATE_LIMIT: limit, COLLECTOR_BUDGET_SHARE: share } = env()
  return limit === 0 ? Number.POSITIVE_INFINITY : Math.floor(limit * share)
}

export type Share = {
  /** Counts one request. Rejects with UpstreamError `rate_limited` when the share of this window is used up. */
  spend: () => Promise<void>
  /** Gives back what was set apart and not used. */
  close: () => Promise<void>
  /** What was used of the window, by all processes, when it was last asked; null: never. */
  used: () => number | null
}

const nameOf = (identity: string) => `collector:${identity}`

/**
 * The collector's part of IBM's budget for one identity, or a part of that part. It is counted in the database before a request leaves, so it holds
 * in every window of five minutes, whichever process asks and whenever one is killed.
 */
export function openShare(db: Db, identity: string, limit = shareLimit()): Share {
  let left = 0
  let slot = 0
  let used: number | null = null
  let asking: Promise<void> | null = null

  async function setApart(): Promise<void> {
    slot = slotNow()
    const since = sinceOf(slot)
    const sum = await add(db, nameOf(identity), slot, blockSize, since)
    const granted = Math.max(0, Math.min(blockSize, limit - (sum - blockSize)))
    used = sum - (blockSize - granted)
    if (granted < blockSize) await add(db, nameOf(identity), slot, granted - blockSize, since)
    left = granted
  }

  async function giveBack(): Promise<void> {
    const rest = left
    left = 0
    if (used !== null) used -= rest
    if (rest > 0) await add(db, nameOf(identity), slot, -rest, sinceOf(slot))
  }

  return {
    async spend() {
      if (limit === Number.POSITIVE_INFINITY) return
      // What was set apart a while ago would be counted earlier than it is used, and forgotten too soon.
      if (left > 0 && slot !== slotNow()) await giveBack()
      while (left <= 0) {
        asking ??= setApart().finally(() => {
          asking = null
        })
        await asking
        if (left <= 0) {
          const retryAfterSeconds = slotMs / 1_000
          throw new UpstreamError('rate_limited', {}, { maybeCarriedOut: false, retryAfterSeconds })
        }
      }
      left--
    },
    close: giveBack,
    used: () => used,
  }
}

/** What the collector used for an identity in the last five minutes. */
export async function usedShare(db: Db, identity: string): Promise<number> {
  return add(db, nameOf(identity), slotNow(), 0, sinceOf(slotNow()))
}

const slotNow = () => Math.floor(Date.now() / slotMs) * slotMs
const sinceOf = (slot: number) => slot - windowMs - leavesWithinMs
