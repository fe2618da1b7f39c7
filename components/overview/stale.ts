import type { OverviewCell, OverviewZone } from '@/lib/schemas/overview'

/** The page follows the picture four times a minute; what has not come for so long is not of now. */
const currentForMs = 90_000

/** Whether what is shown can't be taken for how things are: reading it failed, and it was read long ago. */
export const isStale = (
  { isError, dataUpdatedAt }: { isError: boolean; dataUpdatedAt: number },
  nowMs: number,
): boolean => isError && nowMs - dataUpdatedAt > currentForMs

/** A zone as it is shown then: no state is told from an old reading, only that there are jobs, or that none are needed. */
export function asUnknown(zone: OverviewZone): OverviewZone {
  return {
    ...zone,
    isKnown: false,
    lostSeconds: null,
    cells: Object.fromEntries(
      Object.entries(zone.cells).map(([dataset, cell]) => [dataset, unknownCell(cell)]),
    ),
  }
}

const unknownCell = (cell: OverviewCell): OverviewCell =>
  cell.state === 'not_needed'
    ? cell
    : {
        ...cell,
        state: 'not_known',
        since: null,
        jobs: cell.jobs.map((job) => ({ ...job, state: 'not_known' })),
      }
