import { isKeyed, keyWords } from '@/components/destinations/key-words'
import { type DestinationCheck, draftKeyOf } from '@/components/destinations/use-destination-check'
import type { JobDraft } from '@/lib/jobs/draft'
import { formatClock } from '@/lib/time'

/** What is known of a key that was typed, for the row of the diff that tells of it. */
export function keyNotes(
  check: DestinationCheck,
  draft: JobDraft,
  nowMs: number,
): Record<string, string> {
  const { kind } = draft
  const look = check.lookOf(draftKeyOf(draft))
  if (look?.state !== 'found' || !isKeyed(kind)) return {}
  const { name, text } = keyWords(look.details, kind, nowMs)
  const test = check.testOf(draft)
  const tested =
    test?.state === 'done' && test.result.ok
      ? ` Test succeeded at ${formatClock(test.atMs, nowMs)}.`
      : ''
  return { 'Destination key': `${name}${text}${tested}` }
}
