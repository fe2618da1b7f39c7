import { keys } from '@/lib/queries/keys'
import { useSeeds } from '@/lib/queries/seed'
import type { Overview, OverviewZonesPage } from '@/lib/schemas/overview'
import type { CoverageFilter } from './coverage-filter'

/** What came with the page; null: the browser asks for it, and hears why it is missing. */
export type OverviewReading = {
  overview: Overview | null
  zones: { filter: CoverageFilter; pageSize: number; page: OverviewZonesPage } | null
  /** Unix ms, by the server's clock. */
  readAtMs: number
}

/** Puts it where the page's own queries look. */
export function useOverviewSeeds(first: OverviewReading | undefined): void {
  useSeeds(
    first
      ? [
          { queryKey: keys.overviewSummary, data: first.overview, readAtMs: first.readAtMs },
          {
            queryKey: keys.overviewZones(first.zones?.filter ?? {}, first.zones?.pageSize ?? 0),
            data: first.zones && {
              pages: [{ ...first.zones.page, readAtMs: first.readAtMs }],
              pageParams: [''],
            },
            readAtMs: first.readAtMs,
          },
        ]
      : [],
  )
}
