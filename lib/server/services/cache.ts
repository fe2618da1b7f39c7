import 'server-only'
import { LRUCache } from 'lru-cache'
import { AppError, UpstreamError } from '@/lib/server/errors'

/** `readAt`: when it was asked for, epoch ms; what happened later is not in it. */
export type Reading<Value> = { value: Value; readAt: number }

/** Whoever asks: until when it may wait, epoch ms, and whether an answer that is kept will not do. */
export type Asker = { deadlineMs: number; fresh?: boolean }

type Call<Value> = { startedAt: number; answer: Promise<Reading<Value>> }

/** A call is shared, so it has a time of its own, whoever happened to ask first. */
const callMs = 20_000
/** What went out so shortly before is as good as a call of one's own: a page asks for several things at once. */
const justNowMs = 1_000

/**
 * Keeps answers for a short while and lets concurrent askers share one call; a failure is never kept. Bounded: what
 * was not asked for the longest makes room.
 */
export class Cache<Value> {
  readonly #kept: LRUCache<string, Reading<Value>>
  readonly #calls = new Map<string, Call<Value>>()
  readonly #maxAgeMs: number

  constructor(maxAgeMs: number, maxEntries = 1_000) {
    this.#maxAgeMs = maxAgeMs
    this.#kept = new LRUCache({ max: maxEntries })
  }

  /**
   * The answer for a key, at most as old as the cache allows. `load` gets the call's own deadline; it goes on when its
   * asker has left, and its answer is kept. A call that failed since its asker's session ended is no answer to
   * another, who then makes the call in their own name.
   * @throws {UpstreamError} `timeout` once the asker's time is over; what `load` throws
   */
  async get(
    key: string,
    load: (deadlineMs: number) => Promise<Value>,
    asker: Asker,
  ): Promise<Reading<Value>> {
    const known = asker.fresh ? null : this.kept(key)
    if (known) return known
    for (;;) {
      if (asker.deadlineMs <= Date.now()) throw outOfTime()
      const shared = this.#underWay(key, asker.fresh ? justNowMs : callMs)
      try {
        return await inTime((shared ?? this.#start(key, load)).answer, asker.deadlineMs)
      } catch (error) {
        if (!shared || !isOfOneSession(error)) throw error
      }
    }
  }

  /** What may still be given as an answer; nobody is asked. */
  kept(key: string): Reading<Value> | null {
    const known = this.#kept.get(key)
    return known && isWithin(this.#maxAgeMs, known.readAt) ? known : null
  }

  /** What is kept is wrong by now, and so is what a call under way will bring. */
  forget(key: string): void {
    this.#kept.delete(key)
    this.#calls.delete(key)
  }

  #underWay(key: string, maxAgeMs: number): Call<Value> | undefined {
    const call = this.#calls.get(key)
    return call && isWithin(maxAgeMs, call.startedAt) ? call : undefined
  }

  #start(key: string, load: (deadlineMs: number) => Promise<Value>): Call<Value> {
    const startedAt = Date.now()
    const run = async () => ({ value: await load(startedAt + callMs), readAt: startedAt })
    const call: Call<Value> = { startedAt, answer: run() }
    this.#calls.set(key, call)
    const end = (reading?: Reading<Value>) => {
      // Forgotten, or overtaken by a call that was made later.
      if (this.#calls.get(key) !== call) return
      this.#calls.delete(key)
      if (reading) this.#kept.set(key, reading)
    }
    call.answer.then(end, () => end())
    return call
  }
}

function isWithin(maxAgeMs: number, since: number): boolean {
  const age = Date.now() - since
  return age >= 0 && age < maxAgeMs
}

/** Whether it says something of the session that the call went out with, and nothing of what was asked for. */
function isOfOneSession(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'signed_out'
  if (error instanceof UpstreamError) return error.facts.status === 401
  return error instanceof Error && error.name === 'AbortError'
}

function inTime<Value>(answer: Promise<Value>, deadlineMs: number): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>()
  const timer = setTimeout(() => reject(outOfTime()), deadlineMs - Date.now())
  answer.then(resolve, reject)
  return promise.finally(() => clearTimeout(timer))
}

const outOfTime = () => new UpstreamError('timeout', {}, { maybeCarriedOut: false })
