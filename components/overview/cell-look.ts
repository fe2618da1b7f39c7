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

/** Whether somebody can say that a zone needs this dataset, or not: there is no job of it, and there could be one. */
export const isMarkable = (dataset: string, { state, by }: OverviewCell): boolean =>
  knownDataset(dataset) !== null && (state === 'none' || (state === 'not_needed' && by !== ''))

/** Where a cell leads: to its job, to its zone where there are several, to a new job where there is none. */
export function cellHref(zone: OverviewZone, dataset: string, cell: OverviewCell): string {
  const [job] = cell.jobs
  if (job && cell.jobs.length === 1 && cell.state !== 'gone') {
    return routes.job(zone.instanceId, zone.zoneId, job.id)
  }
  if (cell.jobs.length > 0 || cell.state !== 'none' || !knownDataset(dataset))
    return routes.zone(zone.instanceId, zone.zoneId)
  return `${routes.newJob(zone.instanceId, zone.zoneId)}?${new URLSearchParams({ dataset })}`
}
