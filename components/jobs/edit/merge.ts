import { type DestinationDrafts, type FormKind, formKinds } from '@/lib/destinations/forms'
import type { JobDraft } from '@/lib/jobs/draft'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Members that differ from `base` in `mine` are mine, all others theirs. */
function pick<Part extends Record<string, unknown>>(base: Part, mine: Part, theirs: Part): Part {
  const merged: Part = { ...theirs }
  for (const name of Object.keys(mine) as (keyof Part)[]) {
    // Keys of the very object.
    if (!same(mine[name], base[name])) merged[name] = mine[name]
  }
  return merged
}

/**
 * One's own changes, made anew on what somebody else has saved meanwhile. Fields go together with how they were
 * chosen; a destination of another kind, or with another way in, is taken whole.
 */
export function mergeOnto(base: JobDraft, mine: JobDraft, theirs: JobDraft): JobDraft {
  const { logs: _logs, ...rest } = theirs
  return {
    ...rest,
    ...destinationOf(base, mine, theirs),
    logs: logsOf(base, mine, theirs),
    ownership: mine.ownership,
    name: mine.name === base.name ? theirs.name : mine.name,
    enabled: mine.enabled === base.enabled ? theirs.enabled : mine.enabled,
  }
}

type Destination = Pick<JobDraft, 'kind' | FormKind>

function destinationOf(base: JobDraft, mine: JobDraft, theirs: JobDraft): Destination {
  const whole = ({ kind, ...draft }: JobDraft): Destination => {
    const drafts = Object.fromEntries(formKinds.map((one) => [one, draft[one]]))
    return { kind, ...(drafts as DestinationDrafts) } // Each kind under its name.
  }
  if (same(whole(mine), whole(base))) return whole(theirs)
  const form = ({ kind, cos }: JobDraft) => (kind === 'cos' ? `${kind} ${cos.auth}` : kind)
  if (form(mine) !== form(theirs)) return whole(mine)
  const { kind } = mine
  return { ...whole(theirs), kind, [kind]: pick(base[kind], mine[kind], theirs[kind]) }
}

function logsOf(base: JobDraft, mine: JobDraft, theirs: JobDraft): JobDraft['logs'] {
  const fields = ({ logs: { choice, names } }: JobDraft) => ({ choice, names })
  // The names of "all" follow IBM's list by themselves; they are nobody's change.
  const essence = (draft: JobDraft) =>
    draft.logs.choice === 'all' || draft.logs.choice === 'default'
      ? draft.logs.choice
      : [...draft.logs.names].sort()
  const chosen = same(essence(mine), essence(base)) ? fields(theirs) : fields(mine)
  return { ...pick(base.logs, mine.logs, theirs.logs), ...chosen }
}
