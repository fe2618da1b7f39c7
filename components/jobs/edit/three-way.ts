import { sameDestination } from '@/lib/destinations/same'
import { hasForm } from '@/lib/destinations/words'
import { type ChangeRow, changesOf } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import { fromJob } from '@/lib/jobs/from-job'
import type { Job } from '@/lib/schemas/job'

/** One setting as it was, as somebody else left it, and as it stands in the form. null: that side left it alone. */
export type ThreeWayRow = {
  what: string
  was: string
  theirs: string | null
  mine: string | null
  mono: boolean
}

export function threeWay(base: Job, theirs: Job, draft: JobDraft): ThreeWayRow[] {
  const rows = new Map<string, ThreeWayRow>()
  const put = (side: 'theirs' | 'mine', { what, now, after, mono = false }: ChangeRow) => {
    const row = rows.get(what) ?? { what, was: now, theirs: null, mine: null, mono }
    rows.set(what, { ...row, [side]: after })
  }
  for (const row of theirRows(base, theirs)) put('theirs', row)
  for (const row of changesOf(base, draft).rows) put('mine', row)
  return [...rows.values()]
}

/** What they changed, as far as a reading shows it: a new key does not show. */
function theirRows(base: Job, theirs: Job): ChangeRow[] {
  const { rows } = changesOf(base, fromJob(theirs))
  return [
    ...rows,
    ...(!hasForm(base.destination) && !sameDestination(base.destination, theirs.destination)
      ? [{ what: 'Destination', now: 'previous one', after: 'another one' }]
      : []),
  ]
}
