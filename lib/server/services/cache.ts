import 'server-only'

type Entry<Value> = { at: number; value: Promise<Value> }

/**
 * Keeps answers for a short while and lets concurrent callers share one call; a failure is never kept.
 * Bounded: the oldest entry makes room for a new one.
 */
export class Cache<Value> {
  readonly #entries = new Map<string, Entry<Value>>()
  readonly #maxAgeMs: number
  readonly #maxEntries: number

  constructor(maxAgeMs: number, maxEntries = 1_000) {
    this.#maxAgeMs = maxAgeMs
    this.#maxEntries = maxEntries
  }

  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key)
    if (known && Date.now() - known.at < this.#maxAgeMs) return known.value
    const entry: Entry<Value> = { at: Date.now(), value: load() }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    if (this.#entries.size > this.#maxEntries) {
      const oldest = this.#entries.keys().next()
      if (!oldest.done) this.#entries.delete(oldest.value)
    }
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    })
    return entry.value
  }

  forget(key: string): void {
    this.#entries.delete(key)
  }
}
