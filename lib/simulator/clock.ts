/** Unix milliseconds, and a way to let time pass. */
export type SimClock = { now(): number; advance(ms: number): void }

/** Runs with the machine's clock; `advance` moves it ahead for good. */
export function createRunningClock(): SimClock {
  let aheadMs = 0
  return {
    now: () => Date.now() + aheadMs,
    advance: (ms) => {
      aheadMs += ms
    },
  }
}

/** Stands still until it is advanced, for tests. */
export function createStandingClock(startMs = Date.parse('2026-11-22T12:00:00Z')): SimClock {
  let nowMs = startMs
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms
    },
  }
}
