import { replaceEqualDeep } from '@tanstack/react-query'
import type { FreshZones, ReadPage } from '@/lib/queries/overview'
import type { OverviewCell, OverviewZone } from '@/lib/schemas/overview'

/** The page follows the picture four times a minute; what has not come for so long is not of now. */
const currentForMs = 90_000

/** Whether what is shown can't be taken for how things are: reading it failed, and it was read long ago. */
export const isStale = (
  { isError, dataUpdatedAt }: { isError: boolean; dataUpdatedAt: number },
  nowMs: number,
): boolean => isError && isOld(dataUpdatedAt, nowMs)

const isOld = (readAtMs: number, nowMs: number) => nowMs - readAtMs > currentForMs

/** Of a zone on a page of the list: of its two readings the later. */
const readAtOf = ({ readAtMs }: ReadPage, zoneId: string, fresh: FreshZones): number =>
  Math.max(readAtMs, fresh[zoneId]?.readAtMs ?? 0)

/** The zones of a list as they were read last; of those that were not read of late no state is told. `nowMs`: Unix ms. */
export function rowsOf(
  pages: readonly ReadPage[],
  fresh: FreshZones,
  nowMs: number,
): OverviewZone[] {
  return pages.flatMap((page) =>
    page.items.map((zone) => {
      const own = fresh[zone.zoneId]
      const latest = own && own.readAtMs > page.readAtMs ? same(zone, own.zone) : zone
      return isOld(readAtOf(page, zone.zoneId, fresh), nowMs) ? unknownOnce(latest) : latest
    }),
  )
}

/** A text that is another one as soon as other rows are stale. */
export const staleOf = (pages: readonly ReadPage[], fresh: FreshZones, nowMs: number): string =>
  pages
    .map((page) =>
      isOld(page.readAtMs, nowMs)
        ? page.items.filter(({ zoneId }) => isOld(readAtOf(page, zoneId, fresh), nowMs)).length
        : 0,
    )
    .join()

/** Whether some of these were not read since then, Unix ms. */
export function isUnread(
  zoneIds: readonly string[],
  pages: readonly ReadPage[],
  fresh: FreshZones,
  sinceMs: number,
): boolean {
  const old = new Set(zoneIds.filter((id) => (fresh[id]?.readAtMs ?? 0) < sinceMs))
  return (
    old.size > 0 &&
    pages.some(
      ({ readAtMs, items }) => readAtMs < sinceMs && items.some(({ zoneId }) => old.has(zoneId)),
    )
  )
}

const merged = new WeakMap<OverviewZone, { known: OverviewZone; zone: OverviewZone }>()

/** What another reading says; the very same where that is what was known, so that nothing is drawn for it. */
function same(known: OverviewZone, next: OverviewZone): OverviewZone {
  const before = merged.get(next)
  if (before?.known === known) return before.zone
  const zone = replaceEqualDeep(known, next)
  merged.set(next, { known, zone })
  return zone
}

const unknowns = new WeakMap<OverviewZone, OverviewZone>()

function unknownOnce(zone: OverviewZone): OverviewZone {
  const before = unknowns.get(zone)
  if (before) return before
  const unknown = asUnknown(zone)
  unknowns.set(zone, unknown)
  return unknown
}

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
