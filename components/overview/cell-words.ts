import type { OverviewCell } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'
import { cellWords } from './coverage-filter'

/** A cell in words, as short as a column needs: "3 min", "failing 6 h 40 min", "no job". */
export function shortWords(cell: OverviewCell, nowMs: number): string {
  const { state } = cell
  // Nobody said so: the zone's plan has no Logpush.
  if (state === 'not_needed' && cell.by === '') return 'not in plan'
  const since = cell.since === null ? null : nowMs - Date.parse(cell.since)
  if (state === 'delivering') {
    const last = newest(cell)
    return last === null ? 'delivering' : formatLength(Math.max(0, nowMs - last))
  }
  const word = cellWords[state].toLowerCase().replace('ibm', 'IBM')
  const isLong = state === 'failing' || state === 'late' || state === 'disabled_by_service'
  const base = state === 'disabled_by_service' ? 'disabled' : word
  return isLong && since !== null ? `${base} ${formatLength(since)}` : base
}

/** Before the clock is known: a state without its length. */
export function firstWords(cell: OverviewCell): string {
  return cell.state === 'delivering' ? '\u00a0' : shortWords({ ...cell, since: null }, 0)
}

/** The end of the newest delivery of a cell's jobs, Unix ms; null: none delivered. */
export function newest({ jobs }: OverviewCell): number | null {
  const times = jobs.flatMap(({ lastComplete }) => (lastComplete ? Date.parse(lastComplete) : []))
  return times.length === 0 ? null : Math.max(...times)
}

/** The cell in full, for whoever does not see its column: "HTTP requests: failing 6 h 40 min, 2 jobs". */
export function longWords(dataset: string, cell: OverviewCell, nowMs: number): string {
  const short = shortWords(cell, nowMs)
  const said =
    cell.state === 'delivering' && short !== 'delivering'
      ? `delivering, last file ${short} ago`
      : short
  const more = cell.jobs.length > 1 ? `, ${cell.jobs.length} jobs` : ''
  const why = cell.reason ? `: ${cell.reason}` : ''
  const who = cell.by ? ` (${cell.by})` : ''
  return `${dataset}: ${said}${more}${why}${who}`
}
