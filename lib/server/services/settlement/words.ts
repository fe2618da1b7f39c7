import 'server-only'
import { AppError, type UpstreamError } from '@/lib/server/errors'
import type { Verb } from '@/lib/server/ibm/friendly-errors'

/** What is not known, and what not to do until it is. */
const words: Partial<Record<Verb, { what: string; until: string }>> = {
  create: { what: 'the job was created', until: 'don’t create it again' },
  update: { what: 'the change was saved', until: 'don’t repeat it' },
  pause: { what: 'the job was paused', until: 'check the job before you repeat it' },
  resume: { what: 'the job was resumed', until: 'check the job before you repeat it' },
  delete: { what: 'the job was deleted', until: 'check the list before you repeat it' },
  retention: { what: 'log retention was changed', until: 'check the zone before you repeat it' },
}

function reasonOf({ failure, facts }: UpstreamError): string {
  if (failure === 'timeout') return 'IBM did not respond in time.'
  if (facts.status !== undefined && facts.status >= 500) {
    return `IBM responded with an error (HTTP ${facts.status}).`
  }
  return failure === 'network'
    ? 'the connection broke after the request was sent.'
    : 'IBM’s answer was unusable.'
}

/**
 * Nobody can say now whether a write was carried out. `why`: nobody ever will, and for what reason; null: it is looked
 * for in the background.
 */
export function outcomeUnknown(cause: UpstreamError, verb: Verb, why: string | null): AppError {
  const { what, until } = words[verb] ?? {
    what: 'this was carried out',
    until: 'check before you repeat it',
  }
  const next = why ?? `We keep checking; ${until}.`
  return new AppError(
    'outcome_unknown',
    `We don’t know yet whether ${what}: ${reasonOf(cause)} ${next}`,
    { upstream: cause.facts, cause },
  )
}
