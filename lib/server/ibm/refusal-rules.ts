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

/** That the words are about the destination, and not about another member of the job. */
const ofDestination = /validating destination|writing object|uploading/i

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
    detail: 'All job slots of this zone are used. Delete a job to create another one.',
  },
  {
    code: 'retention_required',
    verbs: destinations,
    words: /^(?!.*(?:\bplan\b|bucket|object|destination|polic)).*retention/i,
    detail: 'Logpush needs log retention on this zone. Turn it on and try again.',
  },
  {
    code: 'destination_in_use',
    verbs: changes,
    words: /destination.*(?:in use|already|unique|duplicate|another job)|duplicate.*destination/i,
    detail: 'Another job already uses this destination. Choose another path.',
    field: 'destination',
  },
  {
    code: 'ownership_mismatch',
    verbs: [...changes, 'validate'],
    words: /ownership|challenge/i,
    detail:
      'IBM rejected this ownership token for this destination. Usually a newer file exists, or a part of the destination differs. Request a new token and paste it.',
    field: 'destination.ownershipToken',
  },
  {
    code: 'bucket_not_writable',
    verbs: destinations,
    kind: 'cos',
    words: /firewall|network restriction|context-based|(?:ip|network) address/i,
    detail:
      'The bucket’s firewall blocks IBM’s writes. Allow IBM CIS in the firewall of the bucket, or its context-based restrictions.',
    field: 'destination.bucket',
  },
  {
    code: 'bucket_not_writable',
    verbs: destinations,
    kind: 'cos',
    words: /retention|immutab|object lock|legal hold|\bworm\b/i,
    detail: 'The bucket’s retention policy or object lock blocks IBM’s writes.',
    field: 'destination.bucket',
  },
  {
    code: 'destination_unreachable',
    verbs: destinations,
    words:
      /DNSError|no such host|\bresolv(?:e|ing)\b|unreachable|connection (?:refused|reset)|\btime(?:d )?[- ]?out\b|x509|certificate|\btls\b|dial tcp/i,
    detail:
      'IBM checks the destination on every change and could not reach it. The destination is down or its address is wrong; the job itself is fine.',
    field: 'destination',
  },
  {
    code: 'destination_key_refused',
    verbs: destinations,
    words: /api[ _-]?key|credential|unauthori[sz]ed|\b401\b|\bsender\b/i,
    detail:
      'The destination rejected the credentials. Check that the key still exists and has its role.',
    field: 'destination.apiKey',
  },
  {
    code: 'bucket_not_writable',
    verbs: destinations,
    words: /bucket|access ?denied/i,
    detail: notWritable(),
    field: 'destination.bucket',
  },
  {
    code: 'bucket_not_writable',
    verbs: destinations,
    kind: 'cos',
    words: new RegExp(`forbidden|\\b403\\b|${ofDestination.source}`, 'i'),
    detail: notWritable(),
    field: 'destination.bucket',
  },
  {
    code: 'destination_unreachable',
    verbs: destinations,
    words: ofDestination,
    detail:
      'IBM checks the destination on every change, and its test upload failed. The destination is down, its address is wrong, or it rejects the credentials; the job itself is fine.',
    field: 'destination',
  },
  {
    code: 'ibm_refused',
    verbs: changes,
    words: /(?:^|['"\s])name['"]? (?:may|must|can|is|contains|has|does)|invalid (?:job )?name/i,
    detail: 'IBM rejected this name. Use letters, digits, - and . only, at most 512 characters.',
    field: 'name',
  },
]

function notWritable(): string {
  return 'IBM can’t write to the bucket. Check its name and region, that IBM or the key has Object Writer on it, and that no firewall or retention policy of the bucket blocks the write.'
}

/**
 * The gateway's own words, with 405 (IBM-Cloud/terraform-provider-ibm #1623, of another setting); that Logpush is refused
 * like this is unproven.
 */
const gatewayPlanWords = /(?:un|not )available (?:for|on|in|with) .*\bplan\b/i

/**
 * The first text is the engine's for a token that may not (its documents, logpush permissions); in CIS that token is IBM's
 * own and the person's role was checked before, so what is missing is the plan. The rest is unproven.
 */
const planWords =
  /(?:reading|creating).* job.* is not allowed|\bplan\b.*(?:not|upgrade|require|only|support)|(?:not|upgrade|require|only).*\bplan\b|\benterprise\b|not entitled|entitlement|upgrade (?:to|your)/i

/** A role that is too low, said with another status than 403. Unproven. */
const roleWords = /insufficient (?:permission|privilege)|not authorized|permission denied/i

/** `certain`: before any other rule is asked. */
export function isPlanText(message: string | undefined, certain = false): boolean {
  if (message === undefined) return false
  return certain
    ? gatewayPlanWords.test(message) && !ofDestination.test(message)
    : planWords.test(message)
}

export function isRoleText(message: string | undefined): boolean {
  return message !== undefined && roleWords.test(message)
}

/** The rule for what IBM said, or undefined. A bare 403 is about the caller's role, so only code 1002 lets rules see it. */
export function ruleFor(
  verb: Verb,
  facts: UpstreamFacts,
  kind: DestinationKind = verb === 'challenge' || verb === 'validate' ? 'cos' : 'other',
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
