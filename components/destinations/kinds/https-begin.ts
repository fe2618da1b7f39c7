import type { JobDraft } from '@/lib/jobs/draft'
import { allowIbm, type Begin, type BeginFacts, hostOf, letter, sendSafely } from './begin'

export function httpsBegin({ https }: JobDraft, facts: BeginFacts): Begin {
  const host = hostOf(https.url)
  return {
    needs: [
      'An endpoint that takes POST requests over HTTPS: JSON lines, compressed with gzip.',
      'It answers 2xx, to {"content":"tests"} as well, which IBM sends whenever the job is created or changed.',
      'Its certificate is from a public CA and names the host.',
      'The firewall lets IBM’s addresses in.',
    ],
    message: letter(facts, host ? `HTTPS, at ${host}` : 'an HTTPS endpoint', [
      'Please provide an endpoint that takes POST requests over HTTPS, with a certificate from a public CA. Each body is JSON lines compressed with gzip, and is answered 2xx.',
      'Please answer 2xx to the single line {"content":"tests"} too: IBM sends it whenever the job is created or changed.',
      `If the endpoint asks for a token in a header, please send me both ${sendSafely}.`,
      allowIbm,
    ]),
  }
}
