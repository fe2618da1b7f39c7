// What stands in so many sentences that it tells of no secret, even where a secret is that word: "not granted to this
// identity" would be said all the same. Such a secret is hidden only where it stands as one: in its address, behind its
// name. All other words of a secret, however plain, are hidden wherever they stand.

const words = [
  // The names of the schemes that stand before a credential.
  'bearer basic splunk token apikey digest user',
  // Who asks for what, and what becomes of it.
  'access account accounts action allowed authentication authorization authorized credential credentials denied disabled',
  'expired forbidden granted group identity identifier iam ibm invalid locked login manager member missing password permission',
  'permissions policy profile provided reader required role roles scope secret session service unauthorized username writer',
  // What it is asked of, and how that fails.
  'address body bucket client cloud collector connection content data default delivery destination domain endpoint error',
  'failed field fields file header host http https ingest input instance internal internet json length limit logpush logs',
  'message method name network object options output page path plan policy push region request resource response server',
  'services status stream timeout type unavailable unknown upload value version zone zones',
  // Of no kind.
  'about after also another been before cannot could does false from have more most none null only other please same',
  'that their them then there these they this true undefined used when where which with without your',
]

const ordinary = new Set(words.flatMap((line) => line.split(' ')))

/** Whether a word, in any case, belongs to nearly every refusal. */
export function isOrdinary(word: string): boolean {
  return ordinary.has(word.toLowerCase())
}
