import { compareStates } from '@/lib/fleet/standing'
import { datasetLabel, knownDataset } from '@/lib/jobs/dataset'
import type { Overview, OverviewCell, OverviewZone } from '@/lib/schemas/overview'

/** A column of the matrix: one of the four datasets, or all others together, which no job can be created for here. */
export type Column = { id: string; label: string; jobs: number; losing: number }

/** No dataset is called so. */
export const others = 'other'

/** The four in their order, and a fifth where any zone has a job of something else. */
export function columnsOf(datasets: Overview['datasets']): Column[] {
  const own = datasets.filter(({ dataset }) => knownDataset(dataset) !== null)
  const rest = datasets.filter(({ dataset }) => knownDataset(dataset) === null)
  const columns = own.map(({ dataset, jobs, losing }) => ({
    id: dataset,
    label: datasetLabel(dataset),
    jobs,
    losing,
  }))
  const sum = (what: 'jobs' | 'losing') => rest.reduce((total, one) => total + one[what], 0)
  return sum('jobs') === 0
    ? columns
    : [...columns, { id: others, label: 'Other', jobs: sum('jobs'), losing: sum('losing') }]
}

const noJob: OverviewCell = { state: 'none', since: null, jobs: [] }
const noReading: OverviewCell = { state: 'not_known', since: null, jobs: [] }

/** What a zone has in a column; of several other datasets the worst, with the jobs of all. */
export function cellOf(zone: OverviewZone, column: string): OverviewCell {
  const empty = zone.isKnown ? noJob : noReading
  if (column !== others) return zone.cells[column] ?? empty
  const cells = otherCells(zone).map(([, cell]) => cell)
  const worst = cells.reduce<OverviewCell | null>(
    (found, cell) => (found === null || isWorse(cell, found) ? cell : found),
    null,
  )
  return worst === null ? empty : { ...worst, jobs: cells.flatMap(({ jobs }) => jobs) }
}

/** Those of a zone that are of none of the four, by their names. */
export const otherCells = (zone: OverviewZone): [string, OverviewCell][] =>
  Object.entries(zone.cells).filter(([dataset]) => knownDataset(dataset) === null)

/** What a cell is called to whoever does not see its column: of other datasets, their names. */
export const cellTitle = (zone: OverviewZone, column: string, label: string): string =>
  column === others
    ? otherCells(zone)
        .map(([dataset]) => datasetLabel(dataset))
        .join(', ') || 'Other datasets'
    : label

const hasNoJob = ({ state }: OverviewCell) => state === 'none' || state === 'not_needed'

function isWorse(one: OverviewCell, other: OverviewCell): boolean {
  if (one.state === 'none' || one.state === 'not_needed') return false
  return (
    hasNoJob(other) ||
    (other.state !== 'none' &&
      other.state !== 'not_needed' &&
      compareStates(one.state, other.state) < 0)
  )
}
