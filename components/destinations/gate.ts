import type { JobDraft } from '@/lib/jobs/draft'
import { isKeyed, keyWords } from './key-words'
import { refusedGate, testTone } from './test-words'
import type { KeyLook, TestRun } from './use-destination-check'

/** Why *Next* is held back for now; null: it is not. Whatever is merely not known does not hold back. */
export function destinationGate(
  kind: JobDraft['kind'],
  look: KeyLook | null,
  test: TestRun | null,
  nowMs: number,
): string | null {
  if (look?.state === 'refused') return 'API key refused by IBM Cloud'
  if (
    look?.state === 'found' &&
    isKeyed(kind) &&
    keyWords(look.details, kind, nowMs).tone === 'error'
  ) {
    return 'This API key can’t be used'
  }
  if (test?.state === 'done' && testTone(test.result) === 'refused') {
    return refusedGate(kind, test.result)
  }
  return null
}
