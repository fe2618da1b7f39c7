import 'server-only'
import type { ErrorCode, UpstreamFacts } from '@/lib/server/errors'
import type { Verb } from './friendly-words'

/** Object Storage, or anything else, where it is known. An ownership challenge is always about Object Storage. */
export type DestinationKind = 'cos' | 'other'

type Rule = {
  code: ErrorCode
  verbs: readonly Verb[]
  /** Only for destinations of this kind. */
  kind?: DestinationKind
  words: RegExp
  detail: string
  /** The member of the form it lands on. */
  field?: string
}

// The engine checks the destination again at every PUT, pausing included (cloudflare/terraform-provider-cloudflare #7044).
const changes: readonly Verb[] = ['create', 'update', 'pause', 'resume']
const destinations: readonly Verb[] = [...changes, 'challenge', 'validate']

/**
 * IBM answers nearly every refusal of a job with 400 and code 1002, so its words decide, the first rule that fits.
 * Seen at the engine (cloudflare/terraform-provider-cloudflare #954, #1019, #7044) or in its documents: `incorrect ownership
 * challenge`, `error validating destination`, `exceeded max jobs allowed`. Everything else in these patterns is unproven.
 */
const rules: readonly Rule[] = [
  {
    code: 'job_limit',
    verbs: ['create'],
    words: /exceeded max jobs|max(?:imum)?(?: number of)? (?:\w+ )?jobs|job limit/i,
    detail: 'All of the zone’s job slots are used. To add a job, delete one first.',
  },
  {
    code: 'retention_required',
    verbs: destinations,
    words: /^(?!.*\bplan\b).*retention/i,
    detail: 'Logpush needs the zone’s log retention on. Turn it on, then try again.',
  },
  {
    code: 'destination_in_use',
    verbs: changes,
    words: /destination.*(?:in use|already|unique|duplicate|another job)|duplicate.*destination/i,
    detail: 'IBM refuses this destination because another job uses it. Choose another path.',
    field: 'destination',
  },
  {
    code: 'ownership_mismatch',
    verbs: [...changes, 'validate'],
    words: /ownership|challenge/i,
    detail:
      'IBM doesn’t take this ownership token for this destination. Usually the file was made anew since, or a part of the destination differs: ask again and paste the newest.',
    field: 'destination.ownershipToken',
  },
  {
    code: 'destination_unreachable',
    verbs: destinations,
    words:
      /DNSError|no such host|resolve|unreachable|connection (?:refused|reset)|time(?:d )?[- ]?out|x509|certificate|\btls\b|dial tcp/i,
    detail:
      'IBM checks the destination at every change and could not reach it: the destination is down or its address is wrong, not the job.',
    field: 'destination',
  },
  {
    code: 'destination_key_refused',
    verbs: destinations,
    words: /api[ _-]?key|credential|unauthori[sz]ed|\b401\b|\bsender\b/i,
    detail: 'The destination doesn’t take the key. Check that it still exists and has its role.',
    field: 'destination.apiKey',
  },
  {
    code: 'bucket_not_writable',
    verbs: destinations,
    words: /bucket|access ?denied|forbidden|\b403\b/i,
    detail:
      'IBM can’t write to the bucket. Check its name and region, that writing there is allowed, and that no firewall stops it.',
    field: 'destination.bucket',
  },
  {
    code: 'bucket_not_writable',
    verbs: destinations,
    kind: 'cos',
    words: /writing object|uploading|validating destination/i,
    detail:
      'IBM can’t write to the bucket. Check its name and region, and that IBM or the key was given Object Writer on it.',
    field: 'destination.bucket',
  },
  {
    code: 'destination_unreachable',
    verbs: destinations,
    words: /validating destination|writing object|uploading/i,
    detail:
      'IBM checks the destination at every change and could not write to it: it is down, its address is wrong, or it refuses the key.',
    field: 'destination',
  },
  {
    code: 'ibm_refused',
    verbs: changes,
    words: /(?:^|['"\s])name['"]? (?:may|must|can|is|contains|has|does)|invalid (?:job )?name/i,
    detail: 'IBM doesn’t take this name. Letters, digits, - and . only, up to 512.',
    field: 'name',
  },
]

/**
 * How a plan without Logpush is refused is unproven. The first text is the engine's for a token that may not
 * (its documents, logpush permissions); in CIS that token is IBM's own and the person's role was checked before, so
 * what is missing is the plan.
 */
const planWords =
  /(?:reading|creating).* job.* is not allowed|\bplan\b.*(?:not|upgrade|require|only|support)|(?:not|upgrade|require|only).*\bplan\b|\benterprise\b|not entitled|entitlement|upgrade (?:to|your)/i

/** A role that is too low, said with another status than 403. Unproven. */
const roleWords = /insufficient (?:permission|privilege)|not authorized|permission denied/i

export function isPlanText(message: string | undefined): boolean {
  return message !== undefined && planWords.test(message)
}

export function isRoleText(message: string | undefined): boolean {
  return message !== undefined && roleWords.test(message)
}

/** The rule for what IBM said, or undefined. A bare 403 is about the caller's role, so only code 1002 lets rules see it. */
export function ruleFor(
  verb: Verb,
  facts: UpstreamFacts,
  kind: DestinationKind = verb === 'challenge' ? 'cos' : 'other',
): Rule | undefined {
  const { message, status, code } = facts
  if (message === undefined || status === 404) return undefined
  if (status === 403 && code !== '1002' && !/max jobs/i.test(message)) return undefined
  return rules.find(
    (rule) =>
      rule.verbs.includes(verb) &&
      (rule.kind === undefined || rule.kind === kind) &&
      rule.words.test(message),
  )
}
