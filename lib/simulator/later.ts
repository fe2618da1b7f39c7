type Task = { dueMs: number; run: () => Promise<void> }

/** A timer may fire a moment before the clock reaches what it was set for. */
const TIMER_SLACK_MS = 5

/**
 * What happens some time after a request, in the order in which it falls due by the simulator's clock. A clock that runs needs no help;
 * one that stands still is caught up with by `catchUp`, which every request and every tick does first.
 */
export function createLater(now: () => number) {
  let pending: Task[] = []
  let chain = Promise.resolve()

  let running = 0

  async function runDue(): Promise<void> {
    running += 1
    for (let task = takeDue(); task; task = takeDue()) await task.run()
    running -= 1
  }

  function takeDue(): Task | undefined {
    const [first] = pending
    return first && first.dueMs <= now() ? pending.shift() : undefined
  }

  /** Begins what is due and resolves once it is done. */
  function catchUp(): Promise<void> {
    if (pending.length > 0) chain = chain.then(runDue)
    return chain
  }

  return {
    catchUp,
    /** At a moment in Unix milliseconds. `run` never rejects. */
    at(dueMs: number, run: () => Promise<void>): void {
      pending.push({ dueMs, run })
      pending.sort((one, other) => one.dueMs - other.dueMs)
      setTimeout(catchUp, Math.max(dueMs - now(), 0) + TIMER_SLACK_MS).unref()
    },
    isIdle: () => pending.length + running === 0,
    clear(): void {
      pending = []
    },
  }
}

export type Later = ReturnType<typeof createLater>
