'use client'

import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import type { JobRecord } from '@/lib/jobs/records'
import { detailWords, lossWords, stateWord, wasSo } from '@/lib/jobs/words'
import type { Job, JobState } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { useJobRecord } from '../use-job-record'

const looks: Record<JobState, { glyph: Glyph; word: string }> = {
  failing: { glyph: 'crossed-square', word: 'text-loss' },
  late: { glyph: 'half-disc', word: 'text-warn' },
  never_ran: { glyph: 'dashed-ring', word: 'text-ink-2' },
  delivering: { glyph: 'disc', word: 'text-ink' },
  off: { glyph: 'question', word: 'text-ink-2' },
}

type StateProps = {
  job: Job
  place: ZonePlace
  /** "Pausing…" while IBM has not confirmed. */
  verb: string | false
  /** When what is shown was read, Unix ms, if it may be wrong by now. */
  staleSinceMs: number | null
}

/** A job's state as shape and word, and since when. */
export function StateCell({ job, place, verb, staleSinceMs }: StateProps) {
  if (verb) return <StateLines glyph="bars" word={verb} wordClass="text-ink" />
  if (staleSinceMs !== null) return <NotKnown state={job.state} readAtMs={staleSinceMs} />
  // Only these two ask the activity: a zone where all runs does without that request.
  return job.state === 'off' || job.state === 'never_ran' ? (
    <Recorded job={job} place={place} />
  ) : (
    <Known job={job} record={undefined} />
  )
}

function Recorded({ job, place }: { job: Job; place: ZonePlace }) {
  return <Known job={job} record={useJobRecord(place, job)} />
}

/** Keeps the place of a line that only the reader's clock can fill; where all is well there is none. */
const lineToCome = ({ state }: Job) => (state === 'delivering' ? '' : '\u00a0')

function Known({ job, record }: { job: Job; record: JobRecord | undefined }) {
  const detail = useTicker((now) => detailWords(job, record, now), lineToCome(job))
  const loss = useTicker((now) => lossWords(job, now))
  const { glyph, word } = looks[job.state]
  const isPaused = record?.off?.how === 'paused' && job.state === 'off'
  return (
    <StateLines
      glyph={isPaused ? 'bars' : glyph}
      word={stateWord(job.state, record)}
      wordClass={isPaused ? 'text-ink' : word}
    >
      {detail}
      {detail && loss && ' · '}
      {loss && <span className="whitespace-nowrap text-loss">{loss}</span>}
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
