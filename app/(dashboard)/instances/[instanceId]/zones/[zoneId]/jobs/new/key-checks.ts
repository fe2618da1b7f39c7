import { isKeyed, type KeyedKind, keyWords } from '@/components/destinations/key-words'
import {
  testBusy,
  testButton,
  testDone,
  testLabel,
  testTone,
} from '@/components/destinations/test-words'
import type { KeyLook, TestRun } from '@/components/destinations/use-destination-check'
import type { ReviewCheck } from '@/components/jobs/wizard/check'
import { errorFacts } from '@/components/states/error-facts'
import type { JobDraft } from '@/lib/jobs/draft'
import { formatClock } from '@/lib/time'

/** What the review says of the destination's key and of its test. */
export function keyChecks(
  kind: JobDraft['kind'],
  key: string,
  look: KeyLook | null,
  test: TestRun | null,
  on: { toKey: () => void; test: () => void },
  nowMs: number,
): ReviewCheck[] {
  if (!isKeyed(kind)) return [ofTest(kind, test, on.test)].map(withoutFix)
  const head = { id: 'key', label: 'API key', gate: 'Enter the destination API key' }
  const type = { label: 'Enter the key', isMain: true, onFix: on.toKey }
  if (key === '') {
    const text = 'Missing: drafts are kept without their key. Enter it again.'
    return [{ ...head, verdict: 'fix', text, fix: type }]
  }
  const change = { label: 'Change', onFix: on.toKey }
  return [{ ...head, ...ofLook(kind, look, nowMs), fix: change }, ofTest(kind, test, on.test)].map(
    withoutFix,
  )
}

const withoutFix = (check: ReviewCheck): ReviewCheck =>
  check.verdict === 'fine' ? { ...check, fix: undefined } : check

function ofLook(
  kind: KeyedKind,
  look: KeyLook | null,
  nowMs: number,
): Pick<ReviewCheck, 'verdict' | 'text'> {
  switch (look?.state) {
    case 'found': {
      const { tone, name, text } = keyWords(look.details, kind, nowMs)
      // A key that can't be used may be sent all the same, where the person said so: IBM decides.
      return { verdict: tone === 'good' ? 'fine' : 'warn', text: `${name}${text}` }
    }
    case 'refused':
      return { verdict: 'warn', text: look.message }
    case 'failed':
      return {
        verdict: 'warn',
        text: `The key could not be checked. ${errorFacts(look.error).detail}`,
      }
    case 'looking':
      return { verdict: 'warn', text: 'Checking…' }
    case undefined:
      return { verdict: 'warn', text: 'Not checked.' }
  }
}

function ofTest(kind: JobDraft['kind'], run: TestRun | null, test: () => void): ReviewCheck {
  const head = { id: 'test', label: testLabel[kind] }
  const isRunning = run?.state === 'running'
  const fix = { label: testButton[kind], onFix: test, busy: isRunning, busyLabel: testBusy[kind] }
  switch (run?.state) {
    case 'done': {
      const { result, atMs } = run
      return testTone(result) === 'good'
        ? {
            ...head,
            verdict: 'fine',
            text: `${testDone[kind]} at ${formatClock(atMs, Date.now())}. A firewall may still block IBM; watch the first delivery.`,
          }
        : { ...head, verdict: 'warn', text: result.detail, fix }
    }
    case 'failed':
      return {
        ...head,
        verdict: 'warn',
        text: `The test could not be run. ${errorFacts(run.error).detail}`,
        fix,
      }
    default:
      return { ...head, verdict: 'warn', text: 'Not tested yet.', fix }
  }
}
