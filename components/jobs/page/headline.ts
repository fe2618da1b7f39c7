import type { Glyph, GlyphTone } from '@/components/ui/state-glyph'
import { jobSentence } from '@/lib/jobs/sentence'
import { jobState } from '@/lib/jobs/state'
import { switchedOffAfterHours, troubleOf } from '@/lib/jobs/trouble'
import type { Job, JobState } from '@/lib/schemas/job'
import { atWords } from './at-words'
import type { Start } from './story'

/** How a job was switched off, as far as this dashboard knows. */
export type OffRecord = { how: 'paused' | 'made'; by: string; isYou: boolean; atMs: number }

/** The sentence a page begins with: `key` in the state's colour and weight, `strong` in weight, `rest` plain. */
export type Headline = {
  glyph: Glyph
  tone?: GlyphTone
  look: 'loss' | 'warn' | 'ink'
  key: string
  strong: string
  rest: string
}

export type HeadlineContext = {
  nowMs: number
  /** A moment as people say it: `03:02`, `yesterday 17:05`. */
  clock: (ms: number) => string
  /** When it was last set going through this dashboard. */
  start: Pick<Start, 'how' | 'atMs'> | null
  /** null: not through this dashboard; undefined: not asked yet. */
  off: OffRecord | null | undefined
  /** When the job was read, Unix ms, if what it says may be wrong by now. */
  staleSinceMs: number | null
  /** What is asked of IBM and not confirmed: true is on. */
  wanted: boolean | null
}

const was: Record<JobState, string> = {
  never_ran: 'it had not run',
  delivering: 'it was delivering',
  late: 'it was late',
  failing: 'it was failing',
  off: 'it was disabled',
}

export function headline(job: Job, context: HeadlineContext): Headline {
  const { nowMs, clock, start, staleSinceMs, wanted } = context
  const madeMs = start?.atMs ?? null
  const state = jobState(job, nowMs)
  if (wanted !== null) return underWay(wanted)
  if (staleSinceMs !== null) {
    return {
      glyph: 'question',
      look: 'ink',
      key: 'Not known.',
      strong: '',
      rest: `The job can’t be loaded right now; ${was[state]} ${atWords(clock(staleSinceMs))}.`,
    }
  }
  const { key, rest } = jobSentence(job, { nowMs, dataset: job.dataset, clock, madeMs })
  switch (state) {
    case 'off':
      return offHeadline(job, context)
    case 'never_ran': {
      // IBM forgets the last delivery of a job that is switched on again.
      const made = key.replace(' 0 seconds ago', ' just now')
      const words = start?.how === 'resumed' ? made.replace(/^Created /, 'Resumed ') : made
      return { glyph: 'dashed-ring', look: 'ink', key: words, strong: '', rest }
    }
    case 'delivering':
      return { glyph: 'disc', look: 'ink', key, strong: '', rest }
    case 'late':
      return { glyph: 'half-disc', look: 'warn', key, strong: '', rest }
    case 'failing':
      return {
        glyph: 'crossed-square',
        look: 'loss',
        key,
        strong: rest,
        rest: `${troubleOf(job.errorMessage, job.destination.kind).text} ${next(job)}`,
      }
  }
}

function underWay(wanted: boolean): Headline {
  return {
    glyph: 'bars',
    look: 'ink',
    key: wanted ? 'Resuming…' : 'Pausing…',
    strong: '',
    rest: 'IBM checks the destination first.',
  }
}

/** What happens if nobody does anything. */
function next({ destination }: Job): string {
  if (destination.kind === 'logdna') return leftover
  return `IBM disables a job after about ${switchedOffAfterHours} hours of failures.`
}

const leftover =
  'IBM retired LogDNA on 30 March 2025, so nothing can be delivered to it; the job still takes one of the zone’s slots.'

function offHeadline(job: Job, { off, clock }: HeadlineContext): Headline {
  const isLeftover = job.destination.kind === 'logdna'
  const lost = 'Nothing is delivered until you resume it.'
  const base = { look: 'ink', strong: '' } as const
  if (!off) {
    const why = `It was disabled outside this dashboard, or by IBM after about ${switchedOffAfterHours} hours of failures. Nothing is delivered until you resume it.`
    return {
      ...base,
      glyph: 'question',
      key: off === undefined ? 'Disabled.' : 'Disabled; reason unknown.',
      rest: isLeftover ? leftover : off === undefined ? lost : why,
    }
  }
  const by = `${off.isYou ? 'you' : off.by} ${atWords(clock(off.atMs))}`
  return off.how === 'paused'
    ? { ...base, glyph: 'bars', key: `Paused by ${by}.`, rest: isLeftover ? leftover : lost }
    : {
        ...base,
        glyph: 'bars',
        key: `Created disabled by ${by}.`,
        rest: 'Nothing is delivered until you resume it.',
      }
}
