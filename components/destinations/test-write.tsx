'use client'

import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { errorFacts } from '@/components/states/error-facts'
import { Button } from '@/components/ui/button'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import type { JobDraft } from '@/lib/jobs/draft'
import { draftPath } from '@/lib/jobs/paths'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { formatClock } from '@/lib/time'
import { judgeChunk } from './judge'
import { splitDetail, testBusy, testButton, testTone } from './test-words'
import { type DestinationCheck, draftKeyOf, type TestRun } from './use-destination-check'

/** Tries the destination with its own key, and says what that proves and what not. */
export function TestWrite({
  draft,
  check,
  keepsKey,
  before,
}: {
  draft: JobDraft
  check: DestinationCheck
  keepsKey: boolean
  /** The form as the job is that is edited; what it holds already is not judged. */
  before: JobDraft | undefined
}) {
  const { setError, setFocus } = useFormContext<JobDraft>()
  const { kind } = draft
  const run = check.testOf(draft)

  async function test() {
    // Without it the server judges.
    const judge = await judgeChunk.load().catch(() => null)
    const errors = judge?.destinationErrors(draft, { before }) ?? []
    for (const { name, message } of errors) setError(name, { message })
    const [first] = errors
    if (first) {
      setFocus(first.name)
      return
    }
    const problem = (await check.test(draft))?.problem
    for (const { path, message } of problem?.errors ?? []) {
      const name = draftPath(kind, path)
      if (name) setError(name, { type: 'server', message })
    }
  }

  const isRefused = run?.state === 'done' && testTone(run.result) === 'refused'
  return (
    <div
      {...(isRefused && { 'data-fault': '' })}
      className="flex flex-wrap items-start gap-x-3 gap-y-2"
    >
      <Button
        onClick={test}
        busy={run?.state === 'running'}
        busyLabel={testBusy[kind]}
        notYet={keepsKey && draftKeyOf(draft) === '' && 'Enter a key to test it.'}
      >
        {testButton[kind]}
      </Button>
      <div role="status" className="min-w-0 flex-1 basis-64 pt-1.5 text-table">
        <Outcome run={run} kind={kind} />
      </div>
    </div>
  )
}

function Outcome({ run, kind }: { run: TestRun | null; kind: JobDraft['kind'] }) {
  if (run?.state === 'failed') {
    const { detail, retryAfter } = errorFacts(run.error)
    return (
      <Line glyph="triangle" title="The test could not be run." tone="text-warn">
        {detail}
        {retryAfter !== undefined && ` Rate-limited; retry in ${retryAfter} s.`}
      </Line>
    )
  }
  if (run?.state !== 'done') return null
  return <Done result={run.result} atMs={run.atMs} kind={kind} />
}

function Done({
  result,
  atMs,
  kind,
}: {
  result: DestinationTest
  atMs: number
  kind: JobDraft['kind']
}) {
  const tone = testTone(result)
  if (tone === 'good') {
    const at = formatClock(atMs, Date.now())
    return (
      <Line
        glyph="check"
        title={
          kind === 'cos' ? (
            <>
              Written at {at}: <code className="text-code wrap-anywhere">{result.wrote}</code>, 1
              byte.
            </>
          ) : (
            `Sent at ${at}: ${result.wrote ?? 'a line'}.`
          )
        }
      >
        {result.detail}
      </Line>
    )
  }
  const { first, rest } = splitDetail(result.detail)
  const isRefused = tone === 'refused'
  return (
    <Line
      glyph={isRefused ? 'crossed-square' : 'triangle'}
      tone={isRefused ? 'font-semibold text-loss' : 'font-semibold text-warn'}
      title={first}
    >
      {rest}
    </Line>
  )
}

function Line({
  glyph,
  title,
  tone,
  children,
}: {
  glyph: Glyph
  title: ReactNode
  tone?: string
  children?: ReactNode
}) {
  return (
    <div className="flex items-start gap-1.5">
      <StateGlyph glyph={glyph} size={14} className="mt-0.5" />
      <div className="min-w-0">
        <span className={tone}>{title}</span>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
    </div>
  )
}
