'use client'

import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { detailWords, lossWords, stateLook, wasSo } from '@/lib/jobs/words'
import type { Job, JobState } from '@/lib/schemas/job'
import type { Known } from '../use-known'

const tones: Record<JobState, string> = {
  failing: 'text-loss',
  late: 'text-warn',
  never_ran: 'text-ink-2',
  delivering: 'text-ink',
  quiet: 'text-ink',
  paused: 'text-ink',
  disabled_by_service: 'text-loss',
  off: 'text-ink-2',
  gone: 'text-ink-2',
  not_known: 'text-ink-2',
}

type StateProps = {
  job: Job
  known: Known
  /** "Pausing…" while IBM has not confirmed. */
  verb: string | false
  /** When what is shown was read, Unix ms, if it may be wrong by now. */
  staleSinceMs: number | null
}

/** A job's state as shape and word, and since when. */
export function StateCell({ job, known, verb, staleSinceMs }: StateProps) {
  if (verb) return <StateLines glyph="bars" word={verb} wordClass="text-ink" />
  if (staleSinceMs !== null) return <NotKnown state={job.state} readAtMs={staleSinceMs} />
  return <Told job={job} known={known} />
}

/** Keeps the place of a line that only the reader's clock can fill; where all is well there is none. */
const lineToCome = ({ state }: Job) => (state === 'delivering' ? '' : '\u00a0')

function Told({ job, known }: { job: Job; known: Known }) {
  const { retention, finding } = known
  const detail = useTicker((now) => detailWords(job, known, now), lineToCome(job))
  const loss = useTicker((now) => lossWords(job, retention, now))
  const { glyph, word } = stateLook(job)
  const tone = finding ? 'text-warn' : tones[job.state]
  return (
    <StateLines glyph={finding ? 'triangle' : glyph} word={word} wordClass={tone}>
      {detail}
      {/* A line of its own: beside the other it seldom fits, on a phone as in the table's column. */}
      {loss && <span className="block whitespace-nowrap text-loss">{loss}</span>}
    </StateLines>
  )
}

function NotKnown({ state, readAtMs }: { state: JobState; readAtMs: number }) {
  const was = useTicker((now) => wasSo(state, readAtMs, now))
  return (
    <StateLines glyph="question" word="Not known" wordClass="text-ink-2">
      {was}
    </StateLines>
  )
}

function StateLines({
  glyph,
  word,
  wordClass,
  children,
}: {
  glyph: Glyph
  word: string
  wordClass: string
  children?: ReactNode
}) {
  return (
    <div className="flex min-w-0 gap-2">
      <StateGlyph glyph={glyph} className="mt-px max-md:mt-0.5" />
      <div className="min-w-0">
        <div className={cx('font-medium max-md:text-body', wordClass)}>{word}</div>
        <div className="text-second wrap-anywhere text-ink-3 max-md:text-table">{children}</div>
      </div>
    </div>
  )
}
