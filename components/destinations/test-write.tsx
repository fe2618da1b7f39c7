'use client'

import { useFormContext } from 'react-hook-form'
import { focusField } from '@/components/form/focus-field'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import type { JobDraft } from '@/lib/jobs/draft'
import { draftPath } from '@/lib/jobs/paths'
import { judgeChunk } from './judge'
import { testBusy, testButton, testTone } from './test-words'
import type { DestinationCheck } from './use-destination-check'
import { useStillWaiting } from './use-still-waiting'

/** Comes with the first test, which takes longer. */
const outcomeChunk = chunk(() => import('./test-result'))

/** Tries the destination as it stands in the form, with the secrets that a job keeps, and says what that proves and what not. */
export function TestWrite({
  draft,
  check,
  keepsKey,
  before,
}: {
  draft: JobDraft
  check: DestinationCheck
  /** The job has a secret of this kind, which an empty field keeps. */
  keepsKey: boolean
  /** The form as the job is that is edited; what it holds already is not judged. */
  before: JobDraft | undefined
}) {
  const { setError } = useFormContext<JobDraft>()
  const { kind } = draft
  const run = check.testOf(draft)
  const outcome = useChunk(run && outcomeChunk)
  const isRunning = run?.state === 'running'
  const stillWaiting = useStillWaiting(
    isRunning,
    'an answer',
    'The destination is slow to respond.',
  )

  async function test() {
    // Without it the server judges.
    const judge = await judgeChunk.load().catch(() => null)
    const errors = judge?.destinationErrors(draft, { keepsKey, before }) ?? []
    for (const { name, message } of errors) setError(name, { message })
    const [first] = errors
    if (first) {
      focusField(first.name)
      return
    }
    const problem = (await check.test(draft))?.problem
    for (const { path, message } of problem?.errors ?? []) {
      const name = draftPath(draft, path)
      if (name) setError(name, { type: 'server', message })
    }
  }

  const isRefused = run?.state === 'done' && testTone(run.result) === 'refused'
  return (
    <div {...(isRefused && { 'data-fault': '' })} className="flex flex-col items-start gap-2">
      <Button onClick={test} busy={isRunning} busyLabel={testBusy[kind]}>
        {testButton[kind]}
      </Button>
      {stillWaiting && <p className="text-table text-ink-2">{stillWaiting}</p>}
      <div role="status" className="min-w-0 text-table">
        {run && outcome && <outcome.TestOutcome run={run} kind={kind} />}
      </div>
    </div>
  )
}
