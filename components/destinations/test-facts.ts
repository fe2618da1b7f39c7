import type { DestinationTest } from '@/lib/schemas/destination-check'

/** The detail as its first sentence, which is set off, and the rest. */
export function splitDetail(detail: string): { first: string; rest: string } {
  // A colon ends one before a sentence, as "Refused (403): The key may not send."; an abbreviation begins none.
  const end = /\.(?= [A-Z])|:(?= [A-Z][a-z])/.exec(detail)?.index
  if (end === undefined) return { first: detail, rest: '' }
  return { first: detail.slice(0, end + 1), rest: detail.slice(end + 2) }
}

/** What a test says beside its result, in the order in which it is read. What the detail says already is left out. */
export function testFacts({ detail, tried, proves, cannotProve }: DestinationTest) {
  const isTold = detail.includes(proves)
  return [
    { label: 'Tried', text: tried },
    ...(isTold
      ? []
      : [
          { label: 'Proves', text: proves },
          { label: 'Not proven', text: cannotProve },
        ]),
  ].filter(({ text }) => text !== '' && text !== 'Nothing.')
}
