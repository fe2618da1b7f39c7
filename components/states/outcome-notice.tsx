import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'

/** What is known of a write whose answer got lost. `said`: the words of its error, or of its record. */
export type KnownOutcome =
  | { state: 'looking'; said: string }
  | { state: 'not_done'; said: string | null }
  | { state: 'unknowable'; said: string }

/**
 * A write of which nobody knows yet whether it was carried out, and what then came of it. `what`: "the job was created";
 * `notDone`: "Not created; nothing was changed."
 */
export function OutcomeNotice({
  outcome,
  what,
  notDone,
  actions,
  className,
}: {
  outcome: KnownOutcome
  what: string
  notDone: string
  actions?: ReactNode
  className?: string
}) {
  const { state, said } = outcome
  const title =
    state === 'looking'
      ? `We don’t know yet whether ${what}.`
      : state === 'not_done'
        ? notDone
        : `We can’t tell whether ${what}.`
  return (
    <Notice tone="warn" role="alert" title={title} actions={actions} className={className}>
      {state === 'looking' ? reasonIn(said) : (said ?? 'The request did not reach IBM.')}
    </Notice>
  )
}

/** The title says what is not known; what is left is why, and what to do. */
function reasonIn(said: string): string {
  const reason = said.replace(/^We don’t know yet whether [^:]*: /, '')
  return reason.slice(0, 1).toUpperCase() + reason.slice(1)
}
