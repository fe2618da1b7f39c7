import { keyWords } from '@/components/destinations/key-words'
import { testBusy, testButton, testTone } from '@/components/destinations/test-words'
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
  const head = { id: 'key', label: 'API key', gate: 'The destination needs its key' }
  const type = { label: 'Type it', isMain: true, onFix: on.toKey }
  if (key === '') {
    const text = 'It is not here: a draft is kept without its key. Type it again.'
    return [{ ...head, verdict: 'mend', text, fix: type }]
  }
  const change = { label: 'Change it', onFix: on.toKey }
  return [{ ...head, ...ofLook(kind, look, nowMs), fix: change }, ofTest(kind, test, on.test)].map(
    (check) => (check.verdict === 'fine' ? { ...check, fix: undefined } : check),
  )
}

function ofLook(
  kind: JobDraft['kind'],
  look: KeyLook | null,
  nowMs: number,
): Pick<ReviewCheck, 'verdict' | 'text'> {
  switch (look?.state) {
    case 'found': {
      const { tone, name, text } = keyWords(look.details, kind, nowMs)
      // A key that can't be used may be sent all the same, where the person said so: IBM decides.
      return { verdict: tone === 'good' ? 'fine' : 'know', text: `${name}${text}` }
    }
    case 'refused':
      return { verdict: 'know', text: look.message }
    case 'failed':
      return {
        verdict: 'know',
        text: `It could not be looked up. ${errorFacts(look.error).detail}`,
      }
    case 'looking':
      return { verdict: 'know', text: 'Looking it up…' }
    case undefined:
      return { verdict: 'know', text: 'Not looked up.' }
  }
}

function ofTest(kind: JobDraft['kind'], run: TestRun | null, test: () => void): ReviewCheck {
  const head = { id: 'test', label: kind === 'cos' ? 'Test write' : 'Test line' }
  const isRunning = run?.state === 'running'
  const fix = { label: testButton[kind], onFix: test, busy: isRunning, busyLabel: testBusy[kind] }
  switch (run?.state) {
    case 'done': {
      const { result, atMs } = run
      const verb = kind === 'cos' ? 'Written' : 'Sent'
      return testTone(result) === 'good'
        ? {
            ...head,
            verdict: 'fine',
            text: `${verb} at ${formatClock(atMs, Date.now())}. A firewall may still stop IBM; watch the first delivery.`,
          }
        : { ...head, verdict: 'know', text: result.detail, fix }
    }
    case 'failed':
      return { ...head, verdict: 'know', text: `Not tested. ${errorFacts(run.error).detail}`, fix }
    default:
      return { ...head, verdict: 'know', text: 'Not tried whether the key may write there.', fix }
  }
}
