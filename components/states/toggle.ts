import type { KnownOutcome } from './outcome-notice'

/** A thing that IBM turns on and off, as its switch sees it. */
export type Toggle = {
  /** What it is on its way to; null: at rest, and the thing itself tells. */
  wanted: boolean | null
  /** Why the last try failed, as far as that is still to be said. */
  error: Error | null
  /** What that try wanted. */
  failedTo: boolean | null
  /** What became of that try, where its answer left it open; null: the error tells. */
  outcome: KnownOutcome | null
  set: (enabled: boolean) => void
  dismiss: () => void
}

type Update = { isPending: boolean; isError: boolean; error: Error | null; reset: () => void }

/** `asked`: what the mutation was last called for. `outcome`: by `useKnownOutcome` of its error. */
export function toggleOf(
  update: Update,
  asked: boolean | null,
  set: Toggle['set'],
  outcome: { known: KnownOutcome | null } | null,
): Toggle {
  // What turns out to be done shows by itself.
  const isDone = outcome !== null && outcome.known === null
  return {
    wanted: update.isPending ? asked : null,
    error: isDone ? null : update.error,
    failedTo: update.isError && !isDone ? asked : null,
    outcome: outcome?.known ?? null,
    set,
    dismiss: update.reset,
  }
}
