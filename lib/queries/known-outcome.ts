import type { Outcome } from './outcome'

/** An outcome in the words in which it is shown; null for one that is done, which shows by itself. */
export function knownOutcome(
  outcome: Outcome,
  error: Error,
):
  | { state: 'looking'; said: string }
  | { state: 'not_done'; said: string | null }
  | { state: 'unknowable'; said: string }
  | null {
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
