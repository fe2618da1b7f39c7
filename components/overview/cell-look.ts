import type { Glyph } from '@/components/ui/state-glyph'
import { knownDataset } from '@/lib/jobs/dataset'
import { stateGlyphs } from '@/lib/jobs/state'
import { routes } from '@/lib/routes'
import type { CellState, OverviewCell, OverviewZone } from '@/lib/schemas/overview'

export const cellGlyphs: Record<CellState, Glyph> = {
  ...stateGlyphs,
  none: 'plus',
  not_needed: 'dash',
}

/** Colour only for what needs somebody; all else is grey. */
export const cellTones: Partial<Record<CellState, string>> = {
  failing: 'text-loss font-medium',
  disabled_by_service: 'text-loss font-medium',
  late: 'text-warn font-medium',
}

/** There is no job of it: there never was, or it is gone. */
const isWithout = ({ state }: OverviewCell) => state === 'none' || state === 'gone'

/** Whether a new job is what there is to do: there is none, and one can be created here. */
export const isVacant = (dataset: string, cell: OverviewCell): boolean =>
  knownDataset(dataset) !== null && isWithout(cell)

/** Whether somebody can say that a zone needs this dataset, or not: there is no job of it, and there could be one. */
export const isMarkable = (dataset: string, cell: OverviewCell): boolean =>
  isVacant(dataset, cell) ||
  (knownDataset(dataset) !== null && cell.state === 'not_needed' && cell.by !== '')

/** Where a cell leads: to its job, to its zone where there are several, to a new job where there is none. */
export function cellHref(zone: OverviewZone, dataset: string, cell: OverviewCell): string {
  const [job] = cell.jobs
  if (!isVacant(dataset, cell)) {
    return job && cell.jobs.length === 1 && cell.state !== 'gone'
      ? routes.job(zone.instanceId, zone.zoneId, job.id)
      : routes.zone(zone.instanceId, zone.zoneId)
  }
  return `${routes.newJob(zone.instanceId, zone.zoneId)}?${new URLSearchParams({ dataset })}`
}
