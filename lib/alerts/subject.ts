import type { JobState } from '@/lib/schemas/job'

// What alerts are about. Pure; times are epoch ms.

export type SubjectZone = { id: string; name: string; instanceId: string }

/** One thing that is not as it should be: a job, a zone's dataset, a connection's key, or what could not be read. */
export type Subject = {
  /** The same thing has the same key from one look to the next. */
  key: string
  /** What broke together has it in common. */
  group: string
  /** null: not known. */
  sinceMs: number | null
  /** IBM's words, masked, or ours. */
  cause: string | null
  zone: SubjectZone | null
  job: { id: string; name: string | null } | null
  dataset: string | null
  /** Of what is no zone: a connection's name. */
  label: string | null
}

/**
 * What a look shows of something that was not as it should be: `unknown` where nobody could look, `ended` where it is
 * there no more, or somebody stopped it on purpose.
 */
export type Verdict = 'still' | 'good' | 'unknown' | 'ended'

const verdicts: Partial<Record<JobState, Verdict>> = {
  delivering: 'good',
  quiet: 'good',
  paused: 'ended',
  off: 'ended',
  gone: 'ended',
  not_known: 'unknown',
}

/** An error that was cleared is no recovery yet: that is the next delivery. */
export const verdictOn = (state: JobState): Verdict => verdicts[state] ?? 'still'
