import { addressesUrl, logpushUser } from '@/lib/destinations/ibm-access'
import type { JobDraft } from '@/lib/jobs/draft'
import { type Begin, type BeginFacts, letter, sendSafely } from './begin'

const firewall = `If a firewall or a context-based restriction protects the bucket, please allow IBM’s addresses: ${addressesUrl}`

export function cosBegin({ cos }: JobDraft, facts: BeginFacts): Begin {
  const { auth, bucket, instanceId, region } = cos
  const where = bucket ? `the bucket ${bucket}` : 'a bucket for these logs'
  const place = [
    where,
    region && ` in ${region}`,
    instanceId && ` (Object Storage instance ${facts.instance ?? instanceId})`,
  ].join('')
  const guard = 'A bucket firewall or context-based restriction lets IBM’s addresses in.'
  if (auth === 'challenge') {
    return {
      needs: [
        'A bucket.',
        `${logpushUser} is a user of the account, with the role Object Writer on the bucket.`,
        'You can read objects of the bucket.',
        guard,
      ],
      message: letter(facts, 'Object Storage', [
        `Please invite ${logpushUser} to the account and give that user the role Object Writer on ${place}.`,
        `Please give me the role Content Reader on ${where}, so that I can read the file that IBM writes to prove the ownership.`,
        firewall,
      ]),
    }
  }
  return {
    needs: [
      'A bucket.',
      'A service ID with the role Object Writer on the bucket, and an API key of it.',
      guard,
    ],
    message: letter(facts, 'Object Storage', [
      `Please give a service ID the role Object Writer on ${place}.`,
      `Please create an API key of that service ID and send it to me ${sendSafely}.`,
      firewall,
    ]),
  }
}
