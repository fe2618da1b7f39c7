import 'server-only'

declare global {
  /** What scripts/start.mjs, in the same process, waits for before it ends. */
  var logpushAtEnd: Set<() => Promise<void>> | undefined
}

/** Has `work` done before the process ends on a signal; after a second or two it ends all the same. */
export function atEnd(work: () => Promise<void>): void {
  globalThis.logpushAtEnd ??= new Set()
  globalThis.logpushAtEnd.add(work)
}
