import type { JobDraft } from '@/lib/jobs/draft'
import type { DestinationTest } from '@/lib/schemas/destination-check'

/** How a test is told: `good`, `refused` (holds back), `unsure` (says nothing of IBM's own way there). */
export type TestTone = 'good' | 'refused' | 'unsure'

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
])

export function testTone({ ok, code }: DestinationTest): TestTone {
  if (ok) return 'good'
  if (ok === null) return 'unsure'
  return unsureCodes.has(code ?? '') ? 'unsure' : 'refused'
}

/** The detail as its first sentence, which is set off, and the rest. */
export function splitDetail(detail: string): { first: string; rest: string } {
  const end = /[.:](?= [A-Z])/.exec(detail)?.index
  if (end === undefined) return { first: detail, rest: '' }
  return { first: detail.slice(0, end + 1), rest: detail.slice(end + 2) }
}

/** Why *Next* is held back after a refused test. */
export function refusedGate(kind: JobDraft['kind'], { code }: DestinationTest): string {
  if (code === 'not_found') {
    return `Test failed: ${kind === 'cos' ? 'bucket' : 'instance'} not found`
  }
  if (code === 'destination_key_refused') return 'Test failed: API key refused'
  if (code === 'retention') return 'Test failed: retention policy of the bucket'
  return 'Test failed'
}

export const testButton = { cos: 'Write a test object', cloudLogs: 'Send a test line' } as const
export const testBusy = { cos: 'Writing…', cloudLogs: 'Sending…' } as const
