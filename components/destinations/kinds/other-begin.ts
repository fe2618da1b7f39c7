import { maskConf } from '@/lib/destinations/mask'
import { needsOwnership } from '@/lib/destinations/needs-ownership'
import { MASK } from '@/lib/destinations/placeholders'
import type { JobDraft } from '@/lib/jobs/draft'
import { allowIbm, type Begin, type BeginFacts, letter, sendSafely } from './begin'

/** Scheme and host or bucket; null where there is none yet, or it may be a secret. */
function placeOf(conf: string): string | null {
  const place = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@]+(?=[/?#]|$)/i.exec(maskConf(conf.trim()))?.[0]
  return place?.includes(MASK) ? null : (place ?? null)
}

export function otherBegin({ other }: JobDraft, facts: BeginFacts): Begin {
  const place = placeOf(other.conf)
  return {
    needs: [
      'The bucket or endpoint is there, and you know its destination string.',
      'Credentials that may write to it and nothing else.',
      'Amazon S3 without an access key, Google, Azure and Sumo Logic: you can read the file that IBM writes to prove the ownership.',
    ],
    message: letter(facts, place ?? 'a destination outside IBM Cloud', [
      `Please create credentials that may only write to ${place ?? 'the bucket or endpoint'}, and send them to me ${sendSafely}.`,
      ...(needsOwnership(other.conf)
        ? ['Please let me read the file that IBM writes there to prove the ownership.']
        : []),
      allowIbm,
    ]),
  }
}
