import 'server-only'
import type { UpstreamError, UpstreamFacts } from '@/lib/server/errors'
import { ServerError } from '@/lib/server/server-error'

export type IamRefusalReason =
  | 'unknown'
  | 'disabled'
  | 'locked'
  | 'expired'
  | 'passcode_used'
  | 'mfa_required'
  | 'not_in_account'
  | 'account_inactive'
  | 'session_idle'
  | 'session_over'
  | 'other'

/** What was handed to IAM when it said no. `account`: a session that is to belong to a chosen account. */
export type Grant = 'apiKey' | 'passcode' | 'refresh' | 'account' | 'keyDetails'

/** IAM answered, and the answer is no. (IAM down, slow or garbled is an UpstreamError.) */
export class IamRefusal extends ServerError {
  static override readonly kind = 'IamRefusal'
  readonly reason: IamRefusalReason
  /** IBM's, such as `BXNIM0415E`. */
  readonly code: string | undefined
  /** IBM's sentence, cleaned; `message` alone is for logs. */
  readonly said: string | undefined
  readonly facts: UpstreamFacts

  constructor(reason: IamRefusalReason, facts: UpstreamFacts) {
    super(`IAM refused: ${reason} ${facts.code ?? ''}`.trim())
    this.reason = reason
    this.code = facts.code
    this.said = facts.message
    this.facts = facts
  }
}

/** Source of the codes: IBM-Cloud/ibm-cloud-cli-sdk, iam.go. */
const refreshTokenExpired = 'BXNIM0408E'
const sessionInactive = 'BXNIM0439E'
export const unknownKey = 'BXNIM0415E'
/** "User is not member of the specified account"; seen, in none of IBM's documents. */
const notMember = 'BXNIM0141E'
const invalidToken = 'BXNIM0407E'

/** Codes for these are in none of the sources: the words are unproven. The first that fits decides. */
const byWords: [RegExp, IamRefusalReason][] = [
  [/multi-?factor|\bmfa\b|\b2fa\b|two-?factor|second factor|totp/i, 'mfa_required'],
  [
    /\baccount\b[^.;]*\b(?:suspended|inactive|not active|deactivated|disabled|closed)\b/i,
    'account_inactive',
  ],
  [
    /\b(?:not|no longer|never)\b[^.;]*\b(?:member|user|belongs?|access)\b[^.;]*\baccount\b|\bremoved from\b[^.;]*\baccount\b|\buser\b[^.;]*\bnot (?:be )?found\b[^.;]*\baccount\b/i,
    'not_in_account',
  ],
  [/disabled|deactivated|suspended/i, 'disabled'],
  [/\blocked\b/i, 'locked'],
]

function byGrant(grant: Grant, code: string | undefined, words: string): IamRefusalReason {
  if (grant === 'passcode') return 'passcode_used'
  if (grant === 'refresh' || grant === 'account') return 'session_over'
  if (/expired/i.test(words)) return 'expired'
  if (code === invalidToken || /not (?:be )?found|invalid|unknown|not exist/i.test(words)) {
    return 'unknown'
  }
  return 'other'
}

/**
 * The reason behind IAM's 4xx. `requirement`: what the body's `requirements` said. By these IAM asks for another factor, or
 * says why one was not taken (`SoftLayer_Exception_User_Customer_AccountLocked`, seen in IBM-Cloud/bluemix-go).
 */
export function refusalReason(
  grant: Grant,
  facts: UpstreamFacts,
  requirement?: string,
): IamRefusalReason {
  if (requirement !== undefined)
    return /lock(?:ed|out)/i.test(requirement) ? 'locked' : 'mfa_required'
  if (facts.code === unknownKey) return 'unknown'
  if (facts.code === notMember) return 'not_in_account'
  if (facts.code === refreshTokenExpired || facts.code === sessionInactive) {
    if (grant === 'passcode') return 'passcode_used'
    return facts.code === sessionInactive ? 'session_idle' : 'session_over'
  }
  const words = facts.message ?? ''
  const found = byWords.find(([pattern]) => pattern.test(words))
  return found ? found[1] : byGrant(grant, facts.code, words)
}

/**
 * True for an answer in which IAM itself refuses: it carries a code of IAM's. A proxy's page, a gateway's own 403, a wrong
 * base URL or an overload is no verdict on anybody, whatever its status.
 */
export function isIamRefusal({ failure, facts }: UpstreamError): boolean {
  const { status, code } = facts
  return failure === 'refused' && code !== undefined && code !== String(status)
}
