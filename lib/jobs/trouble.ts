import type { DestinationView } from '@/lib/destinations/registry'
import { hasForm, holdsKey } from '@/lib/destinations/words'
import { isLosing } from '@/lib/fleet/standing'
import type { Job } from '@/lib/schemas/job'
import type { Finding } from './health'

/** What a failing job's owner should look at: its key or grant, its address, or what stands at the other end. */
export type TroubleCause = 'access' | 'address' | 'receiver' | 'unknown'
export type Trouble = { cause: TroubleCause; text: string }
type Kind = DestinationView['kind']

/**
 * From how long ago a job must have failed without a break until the service switches it off, in hours.
 * Source: Cloudflare, cloudflare-docs PR #32514; unproven for CIS.
 */
export const switchedOffAfterHours = 24

const accessOf: Partial<Record<Kind, string>> = {
  cos: 'The bucket refused access: check the API key, its role and the bucket’s own rules.',
  cloudLogs: 'The Cloud Logs instance refused access: check the API key and its role Sender.',
  splunk: 'Splunk refused the HEC token: check that it is complete and enabled.',
  https:
    'The receiver refused the credentials: check the headers that are sent with each delivery.',
}

const uploadOf: Partial<Record<Kind, string>> = {
  cos: 'IBM can’t write to the bucket: check its name, the API key and the role Object Writer.',
  cloudLogs: 'IBM can’t write to the Cloud Logs instance: check the API key and its role Sender.',
}

const hostOf: Partial<Record<Kind, string>> = {
  cos: 'The bucket’s host was not found: the region may be wrong.',
  cloudLogs: 'The instance’s host was not found: the region may be wrong.',
}

type Rule = { words: RegExp; cause: TroubleCause; text: (kind: Kind) => string }

/** The first that fits. Seen or documented texts: protocol of the engine; the other patterns are unproven. */
const rules: readonly Rule[] = [
  {
    words: /ownership|challenge/i,
    cause: 'access',
    text: () => 'IBM no longer accepts the proof of ownership for this bucket.',
  },
  {
    words: /DNSError|no such host|resolv/i,
    cause: 'address',
    text: (kind) => hostOf[kind] ?? 'The destination’s host name does not resolve.',
  },
  {
    words: /certificate has expired/i,
    cause: 'receiver',
    text: () => 'The destination’s certificate has expired or is not valid yet; renew it there.',
  },
  {
    words: /x509|certificate|\btls\b/i,
    cause: 'receiver',
    text: () => 'The destination’s certificate is not valid for this host, or not trusted.',
  },
  {
    words: /no ?such ?bucket|\b404\b|not found/i,
    cause: 'address',
    text: (kind) =>
      kind === 'cos'
        ? 'The bucket doesn’t exist at this location.'
        : 'Nothing was found at this address: check that it is right and complete.',
  },
  {
    words:
      /api[ _-]?key|credential|unauthori[sz]ed|forbidden|access ?denied|\b40[13]\b|\bsender\b/i,
    cause: 'access',
    text: (kind) => accessOf[kind] ?? 'The destination refused the credentials.',
  },
  {
    words: /\b(?:429|50\d)\b/,
    cause: 'receiver',
    text: () =>
      'The destination is overloaded or has a problem of its own; deliveries resume once it recovers.',
  },
  {
    words:
      /unreachable|connection (?:refused|reset)|time(?:d )?[- ]?out|deadline exceeded|dial tcp/i,
    cause: 'receiver',
    text: () => 'The destination is not responding.',
  },
  {
    words: /uploading|writing object/i,
    cause: 'unknown',
    text: (kind) => uploadOf[kind] ?? 'The destination refused the upload.',
  },
]

const receivers: ReadonlySet<Kind> = new Set(['splunk', 'qradar', 'https'])

/**
 * The status that a receiver answered with. What follows are its own words, which may repeat any part of a request, such as a path
 * `/tls/404`. That IBM's text begins with it is unproven.
 */
function statusIn(message: string, kind: Kind): string | undefined {
  return receivers.has(kind) ? /^\s*([45]\d\d)\b/.exec(message)?.[1] : undefined
}

/** Our words for what IBM says of a failing job; `message` null: it says nothing. */
export function troubleOf(message: string | null, kind: Kind): Trouble {
  if (!message?.trim()) {
    return { cause: 'unknown', text: 'The last delivery failed; IBM gives no reason.' }
  }
  const status = statusIn(message, kind)
  const rule =
    rules.find(({ words }) => status !== undefined && words.test(status)) ??
    rules.find(({ words }) => words.test(message))
  if (rule) return { cause: rule.cause, text: rule.text(kind) }
  return { cause: 'unknown', text: 'IBM can’t deliver to this destination.' }
}

/** What IBM said of a job that fails, or that it disabled for it; null: nothing. */
export function saidOf({
  state,
  cause,
  errorMessage,
}: Pick<Job, 'state' | 'cause' | 'errorMessage'>): string | null {
  if (!isLosing(state)) return null
  return errorMessage?.trim() || cause
}

/** IBM's own text on one line, cut at its end to `length` characters. */
export function excerpt(message: string, length = 120): string {
  const letters = [...message.replace(/\s+/g, ' ').trim()]
  if (letters.length <= length) return letters.join('')
  return `${letters
    .slice(0, length - 1)
    .join('')
    .trimEnd()}…`
}

/** When the service may switch a job off that fails since `sinceMs`, Unix milliseconds. */
export function switchOffMs(sinceMs: number): number {
  return sinceMs + switchedOffAfterHours * 3_600_000
}

/** A leftover: IBM ended Log Analysis on 30 March 2025. */
export const isLeftover = ({ destination }: Pick<Job, 'destination'>) =>
  destination.kind === 'logdna'

export const leftoverText =
  'IBM retired LogDNA on 30 March 2025; nothing can be delivered to it. The job still uses one of the zone’s slots.'

/** A job that proves its bucket by an ownership challenge. */
export const isChallenged = ({ destination }: Pick<Job, 'destination'>) =>
  destination.kind === 'cos' && destination.auth === 'challenge'

export const challengedText =
  'Authenticates by ownership challenge; IBM asks for an API key since March 2026.'

/** Whether a job is part of a move that goes on. */
export const isMoving = ({ move }: Pick<Job, 'move'>) => move !== undefined && move.endedAt === null

/** The one thing to do about a job; `check`: to look through what it may be. */
export type WayOut = 'move' | 'moveToKey' | 'replaceKey' | 'changeDestination' | 'check'

/** The button for `replaceKey`, by what the kind's field is called. */
export const replaceKeyText = (kind: Kind) => (kind === 'splunk' ? 'Replace token' : 'Replace key')

/** Whether the likeliest way out is another key, of kinds with one field for it. */
function isKeyAtFault(cause: TroubleCause, kind: Kind): boolean {
  return kind === 'cos' || kind === 'cloudLogs' || (kind === 'splunk' && cause === 'access')
}

/** null: there is nothing to do. `finding`: what is wrong though IBM reports no error. */
export function wayOutOf(
  job: Pick<Job, 'destination' | 'errorMessage' | 'state' | 'cause' | 'move'>,
  finding: Finding | null,
): WayOut | null {
  const { destination, state } = job
  // What is already being done about it shows by itself.
  if (isLeftover(job)) return isMoving(job) ? null : 'move'
  if (finding) return finding.kind === 'other_region' ? 'changeDestination' : 'check'
  if (state === 'late') return 'check'
  const canMoveToKey = isChallenged(job) && !isMoving(job)
  if (!isLosing(state)) return canMoveToKey ? 'moveToKey' : null
  if (!hasForm(destination)) return 'check'
  const { cause } = troubleOf(saidOf(job), destination.kind)
  if (cause !== 'access' && cause !== 'unknown') return 'changeDestination'
  if (canMoveToKey) return 'moveToKey'
  const isKey = isKeyAtFault(cause, destination.kind) && holdsKey(destination)
  return isKey ? 'replaceKey' : 'changeDestination'
}
