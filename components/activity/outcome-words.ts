import type { Glyph } from '@/components/ui/state-glyph'
import type { ActivityItem, ActivityOutcome, RequestFate } from '@/lib/schemas/activity'
import { isRecord } from './record'

export type OutcomeWords = {
  glyph: Glyph
  word: string
  /** Why, in a few words; null where nothing more is to be said. */
  reason: string | null
}

/** By the code of the failure; what is not here is said in the entry's own sentence only. */
const reasons: Record<string, string> = {
  role_missing: 'role too low',
  plan_required: 'not in this plan',
  not_found: 'no longer exists',
  conflict: 'conflict',
  job_limit: 'job limit reached',
  destination_in_use: 'destination in use',
  retention_required: 'log retention is off',
  ownership_mismatch: 'ownership token doesn’t match',
  bucket_not_writable: 'bucket not writable',
  destination_unreachable: 'destination unreachable',
  destination_key_refused: 'destination key refused',
  address_not_allowed: 'private address',
  rate_limited: 'too many requests',
  signed_out: 'session expired',
  ibm_token_refused: 'token rejected by IBM',
  ibm_unavailable: 'IBM Cloud unavailable',
  ibm_timeout: 'IBM timed out',
  ibm_unusable: 'unexpected response from IBM',
  outcome_unknown: 'connection lost',
  not_carried_out: 'verified: not carried out',
  internal: 'internal error',
  move_under_way: 'already being moved',
  job_changed: 'changed meanwhile',
  kept: 'both jobs kept',
  old_changed: 'old job changed meanwhile',
  new_gone: 'new job deleted meanwhile',
  new_changed: 'new job sent elsewhere meanwhile',
  not_delivered: 'no delivery in 24 hours',
  change_refused: 'change refused',
  create_refused: 'new job refused',
  delete_refused: 'old job not deleted',
  sign_in_ended: 'sign-in ended',
  access_ended: 'access ended',
  rename_refused: 'not renamed',
  zone_changed: 'zone changed meanwhile',
  not_allowed: 'not allowed here',
  rail: 'outside guard rails',
  ibm_credentials_refused: 'key or passcode rejected',
  connection_unusable: 'connection unusable',
  sign_in_disabled: 'this way to sign in is turned off',
  access_denied: 'denied by the identity provider',
  identity_invalid: 'identity not accepted',
  provider_refused: 'rejected by the identity provider',
  provider_unavailable: 'identity provider unavailable',
  sign_in_expired: 'took too long',
  sign_in_used: 'already used',
  clock_skew: 'clocks differ',
  database_unavailable: 'database unavailable',
}

/** Failures in which IBM did not say no. */
const notRefusals = new Set([
  'ibm_unavailable',
  'ibm_timeout',
  'ibm_unusable',
  'not_carried_out',
  'address_not_allowed',
  'internal',
  'job_changed',
  'old_changed',
  'new_gone',
  'new_changed',
  'not_delivered',
  'sign_in_ended',
  'access_ended',
  'zone_changed',
  'not_allowed',
  'rail',
  'connection_unusable',
])

const testReasons: Record<string, string> = {
  ...reasons,
  firewall: 'blocked by a firewall',
  retention: 'blocked by a retention policy',
  iam_unavailable: 'IAM unavailable',
  not_found: 'not found',
  dropped: 'line dropped',
  unreachable: 'unreachable from here',
  refused: 'refused',
  dns_not_found: 'host name not found',
  dns_failed: 'host name not resolved',
  connection_refused: 'connection refused',
  connection_reset: 'connection closed',
  timeout: 'timed out',
  not_tls: 'no TLS',
  not_http: 'no HTTP',
  redirect: 'redirected',
  unauthorized: 'credentials refused',
  receiver_error: 'receiver failed',
  busy: 'receiver busy',
}

type Entry = Pick<ActivityItem, 'action' | 'outcome' | 'code' | 'after'>

/** Failures of what is decided here in which nobody said no. */
const breakdowns = new Set(['provider_unavailable', 'database_unavailable', 'internal'])

/** What IBM is asked for; everything else is decided here, a sign-in by whom it is with. */
const atIbm = /^(?:job|retention|ownership|destination)\./

/** How an attempt ended. A test that was carried out and refused has ended well for us, and not for the person. */
export function outcomeWords(
  { action, outcome, code, after }: Entry,
  fate: RequestFate | null = null,
): OutcomeWords {
  const reason = (code !== null && reasons[code]) || null
  switch (outcome) {
    case 'pending':
      return { glyph: 'dashed-ring', word: 'in progress', reason: null }
    case 'unknown':
      return {
        glyph: 'question',
        word: 'outcome unknown',
        reason: code === null ? 'no outcome recorded' : reason,
      }
    case 'failed': {
      const isOfIbm = atIbm.test(action)
      const isRefused = code === null || !(isOfIbm ? notRefusals : breakdowns).has(code)
      const refusal = isOfIbm ? 'refused by IBM' : 'refused'
      return { glyph: 'crossed-square', word: isRefused ? refusal : 'failed', reason }
    }
    case 'succeeded': {
      const test = action === 'destination.test' ? testOf(after) : null
      if (test?.ok === false) {
        return { glyph: 'triangle', word: 'test failed', reason: testReason(test.code) }
      }
      if (test?.ok === null) {
        return { glyph: 'question', word: 'test inconclusive', reason: testReason(test.code) }
      }
      if (action === 'change.request' || action === 'access.request') {
        return fate === 'waiting'
          ? { glyph: 'dashed-ring', word: 'waiting for approval', reason: null }
          : { glyph: 'check', word: 'sent for approval', reason: fate }
      }
      // What is still to be said of a move that went as asked.
      return { glyph: 'check', word: 'succeeded', reason: action === 'job.move' ? reason : null }
    }
  }
}

function testReason(code: unknown): string | null {
  if (typeof code !== 'string') return null
  if (code.startsWith('certificate_')) return 'certificate not accepted'
  return code.startsWith('hec_') ? 'refused by HEC' : (testReasons[code] ?? null)
}

/** The sentence that the person was given: of the failure, or of the test. */
export function answerOf({ detail, after }: Pick<ActivityItem, 'detail' | 'after'>): string | null {
  const said = detail ?? testOf(after)?.detail
  return typeof said === 'string' && said !== '' ? said : null
}

function testOf(after: unknown): Record<string, unknown> | null {
  return isRecord(after) && isRecord(after.test) ? after.test : null
}

/** What stands above the settings of an attempt that did not simply succeed; null when they speak for themselves. */
export function askedWords({ action, outcome }: Pick<ActivityItem, 'action' | 'outcome'>) {
  if (action === 'destination.test') return 'Tested with'
  if (action === 'change.request') return 'Requested'
  const states: Record<ActivityOutcome, string | null> = {
    pending: 'Requested, in progress',
    unknown: 'Requested, outcome unknown',
    failed: 'Requested, not carried out',
    succeeded: action === 'ownership.challenge' ? 'Requested' : null,
  }
  return states[outcome]
}

export const outcomeLabels: Record<ActivityOutcome, string> = {
  succeeded: 'Succeeded',
  failed: 'Refused or failed',
  unknown: 'Outcome unknown',
  pending: 'In progress',
}
