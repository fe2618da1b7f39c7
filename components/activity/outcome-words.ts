import type { Glyph } from '@/components/ui/state-glyph'
import type { ActivityItem, ActivityOutcome } from '@/lib/schemas/activity'
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
  not_found: 'not there any more',
  conflict: 'conflict with something else',
  job_limit: 'no free slot',
  destination_in_use: 'destination in use',
  retention_required: 'log retention is off',
  ownership_mismatch: 'ownership token doesn’t fit',
  bucket_not_writable: 'bucket not writable',
  destination_unreachable: 'destination not reached',
  destination_key_refused: 'destination key refused',
  rate_limited: 'too many requests',
  signed_out: 'sign-in was over',
  ibm_unavailable: 'IBM not reached, or at fault',
  ibm_timeout: 'IBM did not answer in time',
  ibm_unusable: 'IBM’s answer made no sense',
  outcome_unknown: 'connection broke off',
  not_carried_out: 'read back: it was not done',
  internal: 'fault of this dashboard',
}

/** Failures in which IBM did not say no. */
const notRefusals = new Set([
  'ibm_unavailable',
  'ibm_timeout',
  'ibm_unusable',
  'not_carried_out',
  'internal',
])

const testReasons: Record<string, string> = {
  ...reasons,
  firewall: 'stopped by the firewall',
  not_found: 'not at this place',
  dropped: 'the line was dropped',
  unreachable: 'not reached from here',
  refused: 'refused there',
}

type Entry = Pick<ActivityItem, 'action' | 'outcome' | 'code' | 'after'>

/** How an attempt ended. A test that was carried out and refused has ended well for us, and not for the person. */
export function outcomeWords({ action, outcome, code, after }: Entry): OutcomeWords {
  const reason = (code !== null && reasons[code]) || null
  switch (outcome) {
    case 'pending':
      return { glyph: 'dashed-ring', word: 'under way', reason: null }
    case 'unknown':
      return {
        glyph: 'question',
        word: 'not known yet',
        reason: code === null ? 'no outcome was written' : reason,
      }
    case 'failed': {
      const refused = code === null || !notRefusals.has(code)
      return { glyph: 'crossed-square', word: refused ? 'refused by IBM' : 'failed', reason }
    }
    case 'succeeded': {
      const test = action === 'destination.test' ? testOf(after) : null
      if (test?.ok === false) {
        const why = typeof test.code === 'string' ? (testReasons[test.code] ?? null) : null
        return { glyph: 'triangle', word: 'test failed', reason: why }
      }
      return { glyph: 'check', word: 'done', reason: null }
    }
  }
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
  const states: Record<ActivityOutcome, string | null> = {
    pending: 'Asked for, and under way',
    unknown: 'Asked for; whether it was done is not known yet',
    failed: 'Asked for, and not done',
    succeeded: action === 'ownership.challenge' ? 'Asked for' : null,
  }
  return states[outcome]
}

export const outcomeLabels: Record<ActivityOutcome, string> = {
  succeeded: 'Done',
  failed: 'Refused or failed',
  unknown: 'Not known yet',
  pending: 'Under way',
}
