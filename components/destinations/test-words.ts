import type { JobDraft } from '@/lib/jobs/draft'
import type { DestinationTest } from '@/lib/schemas/destination-check'

/** How a test is told: `good`, `refused` (holds back), `unsure` (says nothing of IBM's own way there), `open` (no test can tell). */
export type TestTone = 'good' | 'refused' | 'unsure' | 'open'

/** What a firewall, an unreachable place or an IAM that is down shows is this server's way, not IBM's. */
const unsureCodes = new Set([
  'firewall',
  'unreachable',
  'dns_failed',
  'connection_refused',
  'connection_reset',
  'timeout',
  'iam_unavailable',
  'dropped',
  'tcp_only',
])

export function testTone({ ok, code }: DestinationTest): TestTone {
  if (ok) return 'good'
  if (unsureCodes.has(code ?? '')) return 'unsure'
  return ok === null ? 'open' : 'refused'
}

/** Why *Next* is held back after a refused test. */
export function refusedGate(kind: JobDraft['kind'], { code }: DestinationTest): string {
  if (code === 'not_found') {
    const what = kind === 'cos' ? 'bucket' : kind === 'cloudLogs' ? 'instance' : 'path'
    return `Test failed: ${what} not found`
  }
  const [, why] = reasons.find(([pattern]) => pattern.test(code ?? '')) ?? []
  return why ? `Test failed: ${why}` : 'Test failed'
}

const reasons: readonly [RegExp, string][] = [
  [/^destination_key_refused$/, 'API key refused'],
  [/^retention$/, 'retention policy of the bucket'],
  [/^certificate_/, 'certificate not accepted'],
  [/^(?:not_tls|tls_)/, 'no TLS'],
  [/^dns_not_found$/, 'host not found'],
  [/^hec_token_/, 'token refused'],
  [/^unauthorized$/, 'credentials refused'],
  [/^redirect$/, 'it redirects'],
  [/^(?:hec_)?busy$/, 'receiver busy'],
  [/^receiver_error$/, 'error of the receiver'],
]

export const testButton: Record<JobDraft['kind'], string> = {
  cos: 'Write a test object',
  cloudLogs: 'Send a test line',
  splunk: 'Send a test event',
  qradar: 'Test the connection',
  https: 'Send a test request',
  other: 'Test the destination',
}
export const testBusy: Record<JobDraft['kind'], string> = {
  cos: 'Writing…',
  cloudLogs: 'Sending…',
  splunk: 'Sending…',
  qradar: 'Connecting…',
  https: 'Sending…',
  other: 'Testing…',
}
/** What the review calls the test, and what it says once that has succeeded. */
export const testLabel: Record<JobDraft['kind'], string> = {
  cos: 'Test write',
  cloudLogs: 'Test line',
  splunk: 'Test event',
  qradar: 'Test connection',
  https: 'Test request',
  other: 'Test',
}
export const testDone: Record<JobDraft['kind'], string> = {
  cos: 'Test object written',
  cloudLogs: 'Test line sent',
  splunk: 'Test event accepted',
  qradar: 'Connected',
  https: 'Test request accepted',
  other: 'Tested',
}
