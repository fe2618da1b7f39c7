import { type Outcome, useOutcome } from './outcome'

type KnownOutcome =
  | { state: 'looking'; said: string }
  | { state: 'not_done'; said: string | null }
  | { state: 'unknowable'; said: string }

/** An outcome in the words in which it is shown; null for one that is done, which shows by itself. */
export function knownOutcome(outcome: Outcome, error: Error): KnownOutcome | null {
  switch (outcome.state) {
    case 'done':
      return null
    case 'looking':
      return { state: 'looking', said: error.message }
    case 'not_done':
      return { state: 'not_done', said: outcome.item?.detail ?? null }
    case 'unknowable':
      return { state: 'unknowable', said: outcome.why }
  }
}

/** What became of a write that ended with this error, as it is shown; null where the error says it itself, or there is none. */
export function useKnownOutcome(error: Error | null): { known: KnownOutcome | null } | null {
  const outcome = useOutcome(error)
  return outcome && error && { known: knownOutcome(outcome, error) }
}
