import { randomInt } from 'node:crypto'

/** Random choices that can be made once more: a test that fails names the seed, and TEST_SEED takes it. */
export class Chance {
  readonly seed: number
  #state: number

  constructor(seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 32))) {
    this.seed = seed
    this.#state = seed
  }

  /** A whole number from 0 on, below `limit` (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  /** For the message of whatever fails. */
  toString(): string {
    return `TEST_SEED=${this.seed}`
  }
}
