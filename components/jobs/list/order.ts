import { isLosing } from '@/lib/fleet/standing'
import { timeOf } from '@/lib/jobs/state'
import type { Job, JobState } from '@/lib/schemas/job'

const rank: Record<JobState, number> = {
  failing: 0,
  disabled_by_service: 0,
  late: 1,
  never_ran: 2,
  not_known: 2,
  delivering: 3,
  quiet: 3,
  paused: 4,
  off: 4,
  gone: 4,
}

type Sortable = Pick<Job, 'id' | 'name' | 'state' | 'lastComplete'>

/** The ids, the worst first; among those that lose logs the one that delivered longest ago, else by name. */
export function worstFirst(jobs: readonly Sortable[]): string[] {
  const behind = ({ state, lastComplete }: Sortable) =>
    isLosing(state) || state === 'late' ? (timeOf(lastComplete) ?? 0) : 0
  return [...jobs]
    .sort(
      (a, b) =>
        rank[a.state] - rank[b.state] ||
        behind(a) - behind(b) ||
        Number(a.name === null) - Number(b.name === null) ||
        (a.name ?? '').localeCompare(b.name ?? '', 'en', { numeric: true }) ||
        a.id.localeCompare(b.id, 'en', { numeric: true }),
    )
    .map(({ id }) => id)
}

/** Everyone keeps the place learnt; who is new comes last, who is gone leaves no hole. */
export function keepPlaces(ids: readonly string[], jobs: readonly Sortable[]): string[] {
  const there = new Set(jobs.map(({ id }) => id))
  const known = new Set(ids)
  return [
    ...ids.filter((id) => there.has(id)),
    ...worstFirst(jobs.filter(({ id }) => !known.has(id))),
  ]
}
