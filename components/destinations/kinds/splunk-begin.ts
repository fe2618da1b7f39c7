import { usualSourceType } from '@/lib/destinations/splunk-place'
import type { JobDraft } from '@/lib/jobs/draft'
import { allowIbm, type Begin, type BeginFacts, hostOf, letter, sendSafely } from './begin'

export function splunkBegin({ splunk }: JobDraft, facts: BeginFacts): Begin {
  const host = hostOf(splunk.endpoint)
  const type = splunk.sourceType.trim() || usualSourceType
  return {
    needs: [
      'The HTTP Event Collector (HEC) is on and can be reached from the internet, on port 443 or 8088.',
      'Its certificate is from a public CA and names the host.',
      'An HEC token that is enabled.',
      'The firewall lets IBM’s addresses in.',
    ],
    message: letter(facts, 'Splunk', [
      `Please enable the HTTP Event Collector${host ? ` at ${host}` : ''}, with its raw endpoint (/services/collector/raw) on port 443 or 8088, over TLS with a certificate from a public CA.`,
      `Please create an HEC token, source type ${type}, and send it to me ${sendSafely}.`,
      allowIbm,
    ]),
  }
}
