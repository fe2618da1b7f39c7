import type { StepState } from '@/components/ui/steps'

/** Where the five lines stand; see `threadOf`. */
export type Thread = Record<'grant' | 'ask' | 'token' | 'check' | 'validate', StepState>

export type Situation = {
  /** The person said that IBM may write to this very bucket. */
  isGranted: boolean
  /** A challenge was asked for this very destination, so its file is there. */
  isAsked: boolean
  /** The person has a token from elsewhere and skips the asking. */
  bringsToken: boolean
  askFailed: boolean
  /** IBM tried to write the file, and may not. */
  cantWrite: boolean
  /** What was pasted is no token. */
  pasteRefused: boolean
  hasToken: boolean
  /** Here, part by part. What can't be compared does not differ. */
  differs: boolean
  isValidated: boolean
  /** IBM said no, or did not answer. */
  validateFailed: boolean
}

/**
 * Which line is open. A line that is done proves those above it: whoever holds a token has had a file, and whoever
 * has a file has let IBM write.
 */
export function threadOf(is: Situation): Thread {
  const todo = { check: 'todo', validate: 'todo' } as const
  if (is.hasToken) {
    return {
      grant: 'done',
      ask: is.askFailed ? 'failed' : 'done',
      token: 'done',
      check: is.differs ? 'failed' : 'done',
      validate: is.differs ? 'todo' : validation(is),
    }
  }
  if (is.isAsked || (is.isGranted && is.bringsToken)) {
    return {
      grant: 'done',
      ask: is.askFailed ? 'failed' : 'done',
      token: is.pasteRefused ? 'failed' : 'current',
      ...todo,
    }
  }
  if (is.isGranted) {
    // Whatever the person said, IBM knows better.
    const grant = is.cantWrite ? 'todo' : 'done'
    return { grant, ask: is.askFailed ? 'failed' : 'current', token: 'todo', ...todo }
  }
  return { grant: 'current', ask: 'todo', token: 'todo', ...todo }
}

function validation({ isValidated, validateFailed }: Situation): StepState {
  if (isValidated) return 'done'
  return validateFailed ? 'failed' : 'current'
}

/** The first line that asks for something; null when all are done. */
export function openLine(thread: Thread): keyof Thread | null {
  const order = ['grant', 'ask', 'token', 'check', 'validate'] as const
  return order.find((line) => thread[line] === 'current' || thread[line] === 'failed') ?? null
}
