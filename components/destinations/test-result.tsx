import type { ReactNode } from 'react'
import { errorFacts } from '@/components/states/error-facts'
import { cx } from '@/components/ui/cx'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import type { JobDraft } from '@/lib/jobs/draft'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { formatClock } from '@/lib/time'
import { splitDetail, testFacts } from './test-facts'
import { type TestTone, testTone } from './test-words'
import type { TestRun } from './use-destination-check'

const looks: Record<TestTone, { glyph: Glyph; title?: string }> = {
  good: { glyph: 'check' },
  refused: { glyph: 'crossed-square', title: 'font-semibold text-loss' },
  unsure: { glyph: 'triangle', title: 'font-semibold text-warn' },
  open: { glyph: 'info', title: 'font-semibold' },
}

/** What there is to say of a test; nothing while it runs. */
export function TestOutcome({ run, kind }: { run: TestRun; kind: JobDraft['kind'] }) {
  if (run.state === 'done') return <TestResult result={run.result} atMs={run.atMs} kind={kind} />
  if (run.state === 'running') return null
  const { detail, retryAfter } = errorFacts(run.error)
  return (
    <TestLine glyph="triangle" title="The test could not be run." tone="font-semibold text-warn">
      {detail}
      {retryAfter !== undefined && ` Rate-limited; retry in ${retryAfter} s.`}
    </TestLine>
  )
}

/** What came of a test: what was tried, what that proves and what it can't. */
function TestResult({
  result,
  atMs,
  kind,
}: {
  result: DestinationTest
  atMs: number
  kind: JobDraft['kind']
}) {
  const tone = testTone(result)
  const { first, rest } = splitDetail(result.detail)
  const isGood = tone === 'good'
  const { glyph, title } = looks[tone]
  return (
    <TestLine
      glyph={glyph}
      tone={title}
      title={
        isGood ? <Done result={result} at={formatClock(atMs, Date.now())} kind={kind} /> : first
      }
    >
      {isGood ? result.detail : rest}
      <dl className="mt-1.5 grid gap-x-3 gap-y-0.5 md:grid-cols-[auto_minmax(0,1fr)]">
        {testFacts(result).map(({ label, text }) => (
          <div key={label} className="md:col-span-2 md:grid md:grid-cols-subgrid">
            <dt className="text-ink-3">{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </TestLine>
  )
}

function Done({ result, at, kind }: { result: DestinationTest; at: string; kind: string }) {
  if (result.wrote === null) return `Connected at ${at}.`
  if (kind !== 'cos') return `Sent at ${at}: ${result.wrote}.`
  return (
    <>
      Written at {at}: <code className="text-code wrap-anywhere">{result.wrote}</code>, 1 byte.
    </>
  )
}

/** A glyph, its sentence, and what there is to say below it. */
function TestLine({
  glyph,
  title,
  tone,
  children,
}: {
  glyph: Glyph
  title: ReactNode
  tone?: string | undefined
  children?: ReactNode
}) {
  return (
    <div className="flex items-start gap-1.5">
      <StateGlyph glyph={glyph} size={14} className="mt-0.5" />
      <div className="min-w-0 wrap-anywhere">
        <span className={cx(tone)}>{title}</span>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
    </div>
  )
}
