import 'server-only'
import type { UpstreamError, UpstreamFacts } from '@/lib/server/errors'

export type IamRefusalReason =
  | 'unknown'
  | 'disabled'
  | 'locked'
  | 'expired'
  | 'passcode_used'
  | 'mfa_required'
  | 'session_over'
  | 'other'

/** What was handed to IAM when it said no. */
export type Grant = 'apiKey' | 'passcode' | 'refresh' | 'keyDetails'

/** IAM answered, and the answer is no. (IAM down, slow or garbled is an UpstreamError.) */
export class IamRefusal extends Error {
  readonly reason: IamRefusalReason
  /** IBM's, such as `BXNIM0415E`. */
  readonly code: string | undefined
  /** IBM's sentence, cleaned; `message` alone is for logs. */
  readonly said: string | undefined
  readonly facts: UpstreamFacts

  constructor(reason: IamRefusalReason, facts: UpstreamFacts) {
    super(`IAM refused: ${reason} ${facts.code ?? ''}`.trim())
    this.name = 'IamRefusal'
    this.reason = reason
    this.code = facts.code
    this.said = facts.message
    this.facts = facts
  }
}

/** Protocol 6.7, from IBM's CLI SDK. */
const sessionOver = new Set(['BXNIM0408E', 'BXNIM0439E'])
const unknownKey = 'BXNIM0415E'
const invalidToken = 'BXNIM0407E'

/** Codes for a disabled, locked or expired key are in none of the sources: these words are unproven. */
const byWords: [RegExp, IamRefusalReason][] = [
  [/multi-?factor|\bmfa\b|\b2fa\b|two-?factor|second factor|totp/i, 'mfa_required'],
  [/disabled|deactivated|suspended/i, 'disabled'],
  [/\blocked\b/i, 'locked'],
]

function byGrant(grant: Grant, code: string | undefined, words: string): IamRefusalReason {
  if (grant === 'passcode') return 'passcode_used'
  if (grant === 'refresh') return 'session_over'
  if (/expired/i.test(words)) return 'expired'
  if (code === invalidToken || /not (?:be )?found|invalid|unknown|not exist/i.test(words)) {
    return 'unknown'
  }
  return 'other'
}

/** The reason behind IAM's 4xx. `mfa`: the body had `requirements`, by which IAM asks for another factor. */
export function refusalReason(grant: Grant, facts: UpstreamFacts, mfa: boolean): IamRefusalReason {
  if (mfa) return 'mfa_required'
  if (facts.code === unknownKey) return 'unknown'
  if (facts.code !== undefined && sessionOver.has(facts.code)) {
    return grant === 'passcode' ? 'passcode_used' : 'session_over'
  }
  const words = facts.message ?? ''
  const found = byWords.find(([pattern]) => pattern.test(words))
  return found ? found[1] : byGrant(grant, facts.code, words)
}

/** True for an answer in which IAM itself refuses, and not a proxy, a wrong base URL or an overload. */
export function isIamRefusal(error: UpstreamError): boolean {
  const { status, code, message } = error.facts
  if (error.failure !== 'refused' || status === undefined || status >= 500) return false
  return status === 400 || status === 401 || status === 403 || Boolean(code ?? message)
}
