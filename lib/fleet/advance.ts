import type { JobState } from '@/lib/schemas/job'
import type { DestinationKind } from './kind'
import { gapOf } from './missing'
import { spansOf, toldErrors } from './spans'
import {
  clockSkewMs,
  type Delivery,
  type DisabledBy,
  isLosing,
  overdue,
  overdueSince,
  type QuietReason,
  type Standing,
  standingOf,
} from './standing'

// What one reading of a zone makes of what was known of it. Pure, so that whoever reads twice, or dies between reading and
// writing, comes to the same. All times are epoch ms.

/** A job as one reading showed it, without any secret. */
export type SeenJob = Delivery & {
  id: string
  name: string | null
  dataset: string | null
  /** The destination's kind, and its place as it is shown. */
  kind: DestinationKind
  place: string
  /** A print of its settings. */
  revision: string
  /** What the print would be, were it switched the other way; not kept. */
  switchedRevision?: string | undefined
  /** IBM's words, masked. */
  errorText: string | null
}

/** A job as it is kept. */
export type KnownJob = SeenJob & {
  /** When it was first seen: tells apart two jobs of one id, since ids may be given again. */
  bornMs: number
  /** When it was seen last. */
  readMs: number
  goneMs: number | null
  disabled: { by: DisabledBy; atMs: number; who: string | null } | null
  startMs: number | null
  standing: Standing
  /** When the stretch began that it is in. */
  spanMs: number
  /** From when on its logs are missing; null: nothing is. */
  gap: { fromMs: number; cause: string | null } | null
  /** Prints of the errors that were told of it; none, where nothing is missing. */
  toldErrors: readonly string[]
}

/** A stretch of one state; it lasts until the next one begins. */
export type Span = { fromMs: number; state: JobState; cause: string | null }

export type Gap = { fromMs: number; toMs: number; cause: string | null }

export type EventKind =
  | 'created'
  | 'changed'
  | 'gone'
  | 'failing'
  | 'disabled'
  | 'recovered'
  | 'late'
  | 'paused'
  | 'resumed'

/** What happened, for "since yesterday" and for alerts. */
export type FleetEvent = { kind: EventKind; atMs: number; cause: string | null }

export type JobAdvance = {
  job: KnownJob
  /** Why it is in its state: who paused it, why it is quiet, IBM's words on a failure. */
  cause: string | null
  /** Stretches that began, the oldest first. */
  spans: Span[]
  /** The first of them takes the place of the one that it was in, which began at the same time and came to nothing. */
  isInstead: boolean
  /** The one that ended. */
  gap: Gap | null
  events: FleetEvent[]
}

/** What one reading knows besides the jobs in it. */
export type ReadingContext = {
  readMs: number
  /** How long a reading is good for; what lies further apart has a stretch between that nobody saw. */
  goodForMs: number
  /** The zone is pending or paused, so nothing comes. */
  isZoneQuiet: boolean
  /** Who paused the job through this dashboard, if nobody is known to have set it going since; null: nobody. */
  pausedHere: (job: SeenJob) => { who: string; atMs: number } | null
  /** Whether this is the zone's first reading: its jobs then are not new, we are. */
  isFirst: boolean
}

/**
 * Of several jobs of one dataset that all stand still without an error, none is late: nothing came.
 *
 * @param readMs when those were read that don't say so themselves
 */
export function quietDatasets(
  jobs: readonly (SeenJob & { readMs?: number })[],
  readMs: number,
): Set<string | null> {
  const counts = new Map<string | null, { still: number; all: number }>()
  for (const job of jobs) {
    // Of datasets that nobody knows, nobody knows that they are the same.
    if (!job.enabled || job.dataset === null) continue
    const count = counts.get(job.dataset) ?? { still: 0, all: 0 }
    count.all++
    const isStill =
      job.completeMs !== null &&
      !job.hasError &&
      (job.readMs ?? readMs) > job.completeMs + job.limitMs
    if (isStill) count.still++
    counts.set(job.dataset, count)
  }
  const quiet = [...counts].filter(([, { still, all }]) => all > 1 && still === all)
  return new Set(quiet.map(([dataset]) => dataset))
}

/** What the zone's jobs are by this reading; those of `known` that it does not show are gone. */
export function advanceZone(
  known: readonly KnownJob[],
  seen: readonly SeenJob[],
  context: ReadingContext,
): JobAdvance[] {
  const quiet = quietDatasets(seen, context.readMs)
  const living = new Map(known.filter(({ goneMs }) => goneMs === null).map((job) => [job.id, job]))
  const advances: JobAdvance[] = []
  for (const job of seen) {
    const before = living.get(job.id) ?? null
    living.delete(job.id)
    const reason = context.isZoneQuiet ? 'zone' : quiet.has(job.dataset) ? 'dataset' : null
    if (before !== null && isAnother(before, job)) {
      advances.push(goneAdvance(before, context), advanceJob(null, job, reason, context))
    } else advances.push(advanceJob(before, job, reason, context))
  }
  for (const job of living.values()) advances.push(goneAdvance(job, context))
  return advances
}

/** An id that was given again: another dataset, which never changes, or deliveries that end before what was seen. */
function isAnother(before: KnownJob, now: SeenJob): boolean {
  if (before.dataset !== now.dataset) return true
  const isOther = before.revision !== now.revision && before.name !== now.name
  return (
    isOther &&
    before.completeMs !== null &&
    now.completeMs !== null &&
    now.completeMs < before.completeMs
  )
}

function goneAdvance(before: KnownJob, { readMs }: ReadingContext): JobAdvance {
  const standing = { state: 'gone', sinceMs: readMs } as const
  return {
    job: { ...before, goneMs: readMs, standing, spanMs: readMs, gap: null, toldErrors: [] },
    cause: null,
    spans: [{ fromMs: readMs, state: 'gone', cause: null }],
    isInstead: before.spanMs === readMs,
    gap: before.gap && { ...before.gap, toMs: readMs },
    events: [{ kind: 'gone', atMs: readMs, cause: null }],
  }
}

function advanceJob(
  before: KnownJob | null,
  seen: SeenJob,
  quiet: QuietReason | null,
  context: ReadingContext,
): JobAdvance {
  const { readMs, goodForMs } = context
  const disabled = disabledOf(before, seen, context)
  const startMs = startOf(before, seen, context)
  const standing = standingOf(
    seen,
    {
      readMs,
      goodForMs,
      goneMs: null,
      disabled,
      quiet,
      startMs,
      before: before === null || wasMissed(before, seen, context) ? null : before.standing,
    },
    readMs,
  )
  const cause = causeOf(standing.state, seen, disabled, quiet) ?? lastError(before, standing.state)
  const gap = gapOf(before, seen, { standing, cause, disabled, startMs }, readMs)
  const bornMs = before?.bornMs ?? readMs
  const isAwaited = standing.state === 'never_ran' && !context.isZoneQuiet
  const overdueMs = isAwaited
    ? overdueSince({ startMs, bornMs, limitMs: seen.limitMs, readMs })
    : null
  const why = overdueMs === null ? cause : overdue
  const spans = spansOf(before, { standing, cause: why, overdueMs }, context)
  return {
    job: {
      ...seen,
      bornMs,
      readMs,
      goneMs: null,
      disabled,
      startMs,
      standing,
      spanMs: spans.at(-1)?.fromMs ?? before?.spanMs ?? readMs,
      gap: gap.open,
      toldErrors: toldErrors(before, gap, standing, cause),
    },
    cause,
    spans,
    isInstead: before !== null && spans[0]?.fromMs === before.spanMs,
    gap: gap.closed,
    events: eventsOf(before, seen, standing, cause, context),
  }
}

/** Between two readings lay more than one is good for, and something was delivered meanwhile: what else was, nobody knows. */
function wasMissed(
  before: KnownJob,
  seen: SeenJob,
  { readMs, goodForMs }: ReadingContext,
): boolean {
  return before.readMs + goodForMs < readMs && before.completeMs !== seen.completeMs
}

function disabledOf(
  before: KnownJob | null,
  seen: SeenJob,
  { readMs, pausedHere, isFirst }: ReadingContext,
): KnownJob['disabled'] {
  if (seen.enabled) return null
  const here = pausedHere(seen)
  // A pause from before the job was last seen enabled is over, whoever set it going again.
  const sinceMs = before === null ? 0 : before.enabled ? before.readMs : before.disabled?.atMs
  if (here && here.atMs >= (sinceMs ?? 0) - clockSkewMs) {
    return { by: 'here', atMs: here.atMs, who: here.who }
  }
  if (before && !before.enabled) return before.disabled
  // What was so before anybody looked has no cause that we know.
  if (before === null) return isFirst ? null : { by: 'elsewhere', atMs: readMs, who: null }
  const hasFailed = seen.hasError || before.hasError || before.standing.state === 'failing'
  return { by: hasFailed ? 'service' : 'elsewhere', atMs: readMs, who: null }
}

function startOf(
  before: KnownJob | null,
  seen: SeenJob,
  { readMs, isFirst }: ReadingContext,
): number | null {
  if (before === null) return isFirst ? null : readMs
  return seen.enabled && !before.enabled ? readMs : before.startMs
}

function causeOf(
  state: JobState,
  seen: SeenJob,
  disabled: KnownJob['disabled'],
  quiet: QuietReason | null,
): string | null {
  if (state === 'failing' || state === 'disabled_by_service') return seen.errorText
  if (state === 'paused') return disabled?.by === 'here' ? 'here' : 'elsewhere'
  return state === 'quiet' ? quiet : null
}

/** IBM may say nothing more of what it disabled, or of what still fails: then it is what it said before. */
function lastError(before: KnownJob | null, state: JobState): string | null {
  if (!isLosing(state) || before === null || !isLosing(before.standing.state)) return null
  return before.errorText ?? before.gap?.cause ?? null
}

function eventsOf(
  before: KnownJob | null,
  seen: SeenJob,
  { state, sinceMs }: Standing,
  cause: string | null,
  { readMs, isFirst }: ReadingContext,
): FleetEvent[] {
  const events: FleetEvent[] = []
  // What was so when we first looked did not happen then.
  const atMs = isFirst && before === null ? sinceMs : readMs
  const add = (kind: EventKind) => {
    if (atMs !== null) events.push({ kind, atMs, cause })
  }
  if (before === null) {
    if (!isFirst) add('created')
  } else if (before.revision !== seen.revision) {
    const isSwitch = before.enabled !== seen.enabled
    const { switchedRevision } = seen
    // More may have been changed with the switch, and whoever hears of the switch alone takes the rest for as it was.
    if (!isSwitch || (switchedRevision ?? before.revision) !== before.revision) add('changed')
    if (isSwitch && seen.enabled) add('resumed')
  }
  const was = before?.standing.state
  if (was === state) return events
  if (state === 'failing') add('failing')
  else if (state === 'disabled_by_service') add('disabled')
  else if (state === 'late') add('late')
  else if (state === 'paused') add('paused')
  else if (state === 'delivering' && was !== undefined && (isLosing(was) || was === 'late')) {
    add('recovered')
  }
  return events
}
