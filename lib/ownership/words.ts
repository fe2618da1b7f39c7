import type { ComparedPart, Part, TokenComparison } from './compare'

export type ComparisonWords = {
  /** "One part differs: the path" */
  title: string
  /** "The token was created for http; this job writes to http/{DATE}. It was not sent." */
  sentence: string
}

const counts = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven']

const nouns: Record<Part, string> = {
  madeFor: 'the purpose',
  zone: 'the zone',
  destination: 'the destination',
  bucket: 'the bucket',
  path: 'the path',
  region: 'the region',
  instance: 'the instance',
  goodUntil: 'the expiry date',
}

/** What stands between "created for X; this job" and "Y". */
const verbs: Record<Part, string> = {
  madeFor: 'needs one for',
  zone: 'is for',
  destination: 'writes to',
  bucket: 'writes to',
  path: 'writes to',
  region: 'names',
  instance: 'names',
  goodUntil: 'needs',
}

function listed(words: string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

const shown = ({ part }: ComparedPart, value: string) =>
  part === 'path' && value === '' ? 'the root of the bucket' : value

/** UTC, where the page gives no words of its own for a moment. */
const utc = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** What a comparison comes to, in the words of the page. `moment` says a time in the reader's own zone. */
export function comparisonWords(
  comparison: TokenComparison,
  moment: (ms: number) => string = utc,
): ComparisonWords {
  const { parts, expired, expiresAtMs, fits } = comparison
  if (fits) {
    const unknown = parts.filter(({ verdict }) => verdict === 'unknown')
    if (unknown.length === 0) {
      return {
        title: 'Token matches',
        sentence: 'The token was created for this zone and destination.',
      }
    }
    return {
      title: 'Token matches',
      sentence: unknown.every(({ part }) => part === 'madeFor')
        ? 'Purpose not stated; everything else matches.'
        : `Not stated in the token: ${listed(unknown.map(({ part }) => nouns[part]))}. IBM decides.`,
    }
  }
  const [purpose] = parts
  if (purpose?.verdict === 'differs') {
    return {
      title: 'This is a different kind of token',
      sentence: `It was created for ${purpose.inToken}. Paste the content of the challenge file. It was not sent.`,
    }
  }
  const differing = parts.filter(
    ({ part, verdict }) => verdict === 'differs' && part !== 'goodUntil',
  )
  const tooOld =
    expired && expiresAtMs !== null
      ? `It expired on ${moment(expiresAtMs)}. Request a new one.`
      : ''
  if (differing.length === 0) return { title: 'The token has expired', sentence: tooOld }
  const verb = differing.length === 1 ? 'part differs' : 'parts differ'
  const clauses = differing.map(
    (part) =>
      `The token was created for ${shown(part, part.inToken ?? '')}; this job ${verbs[part.part]} ${shown(part, part.here)}.`,
  )
  return {
    title: `${counts[differing.length]} ${verb}: ${listed(differing.map(({ part }) => nouns[part]))}`,
    sentence: [...clauses, tooOld, 'It was not sent.'].filter((text) => text !== '').join(' '),
  }
}
