import 'server-only'
import { isThere } from '@/lib/fleet/cells'
import { stateOrder } from '@/lib/fleet/standing'
import { knownDataset } from '@/lib/jobs/dataset'
import type {
  CellState,
  OverviewFilter,
  OverviewSort,
  OverviewZonesPage,
  OverviewZonesQuery,
} from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { listMarks } from '@/lib/server/db/coverage'
import { hurryZones } from '@/lib/server/db/fleet-zones'
import { decodePlace, encodePlace } from './cursor'
import { isOpen, type JudgedZone, judgeZone, type Marks, toOverviewZone } from './judged'
import type { PictureZone } from './picture'
import { seenFleet } from './seen'
import { type Teams, teamsFor } from './teams'

/** What is on somebody's screen and older than this is read before all else. */
const staleOnScreenMs = 45_000

/** A page of the zones that somebody sees, as they are now. */
export async function listOverviewZones(
  ctx: ServiceContext,
  { limit, cursor, zoneIds, freshen, ...filter }: OverviewZonesQuery,
): Promise<OverviewZonesPage> {
  const teams = await teamsFor(ctx)
  const only = zoneIds === undefined ? null : new Set(zoneIds.toLowerCase().split(','))
  const found = await findZones(ctx, filter, teams, only)
  const order = { sort: filter.sort, teams }
  const start = cursor === undefined ? 0 : placeAfter(found, order, decodePlace(cursor))
  const page = found.slice(start, start + limit)
  const last = page.at(-1)
  if (freshen === 'true') await hurry(page)
  return {
    items: page.map((row) => ({
      ...toOverviewZone(row),
      ...(teams && teams.names.length > 0 && { teams: teams.of(row.zone) }),
    })),
    total: found.length,
    nextCursor:
      last && start + limit < found.length
        ? encodePlace(keyOf(last, order), last.zone.zoneId)
        : null,
  }
}

async function hurry(page: readonly JudgedZone[]): Promise<void> {
  const db = await getDb()
  for (const [owner, own] of Map.groupBy(page, ({ zone }) => zone.owner)) {
    const ids = own.map(({ zone }) => zone.zoneId)
    await hurryZones(db, owner, ids, Date.now() - staleOnScreenMs)
  }
}

/** All zones that somebody sees and the filter lets through, in order. `only`: none but these; null: all. */
export async function findZones(
  ctx: ServiceContext,
  filter: OverviewFilter,
  teams: Teams | null,
  only: ReadonlySet<string> | null = null,
): Promise<JudgedZone[]> {
  const nowMs = Date.now()
  const [{ zones }, marks] = await Promise.all([seenFleet(ctx), readMarks()])
  return sorted(
    zones
      .filter((zone) => only === null || only.has(zone.zoneId))
      .filter((zone) => isAmong(zone, filter, teams))
      .map((zone) => judgeZone(zone, marks, nowMs))
      .filter((zone) => isIn(zone, filter)),
    { sort: filter.sort, teams },
  )
}

/** What can be told of a zone before its jobs are judged. */
function isAmong(
  zone: PictureZone,
  { instanceId, team, retention }: OverviewFilter,
  teams: Teams | null,
): boolean {
  if (instanceId && zone.instanceId !== instanceId) return false
  if (retention && zone.retention !== false) return false
  // Of teams that one is not told of no zone is in any.
  return team === undefined || (teams?.isOf(zone, team) ?? false)
}

export async function readMarks(): Promise<Marks> {
  const all = await listMarks(await getDb())
  const marks = new Map<string, Map<string, (typeof all)[number]>>()
  for (const mark of all) {
    const ofZone = marks.get(mark.zoneId) ?? new Map()
    marks.set(mark.zoneId, ofZone.set(mark.dataset, mark))
  }
  return marks
}

const noCell = { state: 'none', jobs: [] } as const

function isIn({ zone, jobs, cells }: JudgedZone, filter: OverviewFilter): boolean {
  const { q, state, dataset, destination, open } = filter
  // Those that are gone are found only by whoever asks for them.
  const its = state === 'gone' ? jobs : jobs.filter(isThere)
  const asked = dataset ? [cells.get(dataset) ?? noCell] : [...cells.values()]
  const states = asked.map((cell) => cell.state)
  if (state && !states.includes(state)) return false
  if (dataset && !state && !cells.get(dataset)?.jobs.some(isThere)) return false
  if (open === 'true' && !asked.some(isOpen)) return false
  if (destination) {
    const wanted = destination.toLowerCase()
    const fits = its.some(
      ({ job }) => job.kind.toLowerCase() === wanted || job.place.toLowerCase().includes(wanted),
    )
    if (!fits) return false
  }
  if (!q) return true
  const text = [zone.name, ...its.flatMap(({ job }) => [job.name ?? '', job.place])]
    .join('\n')
    .toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

type Order = { sort: OverviewSort; teams: Teams | null }

const cellOrder: readonly CellState[] = [...stateOrder, 'none', 'not_needed']
const statePlaces = new Map<CellState, number>(cellOrder.map((state, at) => [state, at]))

/** What rows are compared by; names decide between equals. */
function keyOf(row: JudgedZone, { sort, teams }: Order): [number, string] {
  // What is not known comes last in both directions.
  const last = isDown(sort) ? -Number.MAX_VALUE : Number.MAX_VALUE
  return [sortValue(row, bare(sort), teams) ?? last, row.zone.name]
}

/** null: not known. */
function sortValue(
  { zone, cells, lostSeconds }: JudgedZone,
  sort: string,
  teams: Teams | null,
): number | null {
  const worst = (states: readonly CellState[]) =>
    Math.min(cellOrder.length, ...states.map((state) => statePlaces.get(state) ?? cellOrder.length))
  switch (sort) {
    case 'zoneName':
      return 0
    case 'state':
      return worst([...cells.values()].map(({ state }) => state))
    case 'lost':
      return lostSeconds
    case 'asOf':
      return zone.readAt
    case 'team':
      return teams && teamPlace(teams, zone)
    default: {
      const dataset = sort.slice('dataset:'.length)
      return worst(
        [...cells].flatMap(([name, { state }]) =>
          name === dataset || (dataset === 'other' && knownDataset(name) === null) ? [state] : [],
        ),
      )
    }
  }
}

/** By the first of a zone's teams, then by the next: each a digit of a fraction. null: it is of none. */
function teamPlace({ names, of }: Teams, zone: PictureZone): number | null {
  const own = of(zone)
  const base = names.length + 1
  return own.length === 0
    ? null
    : own.reduce((sum, name, at) => sum + (names.indexOf(name) + 1) / base ** (at + 1), 0)
}

const isDown = (sort: OverviewSort) => sort.startsWith('-')
const bare = (sort: OverviewSort) => (isDown(sort) ? sort.slice(1) : sort)

const collator = new Intl.Collator('en')

function compareKeys({ sort }: Order, one: [number, string], other: [number, string]): number {
  const sign = isDown(sort) ? -1 : 1
  if (bare(sort) === 'zoneName') return sign * collator.compare(one[1], other[1])
  return sign * (one[0] - other[0]) || collator.compare(one[1], other[1])
}

/** Each key is made once: of 5,000 rows a comparison that makes them anew takes most of the time. */
function sorted(rows: readonly JudgedZone[], order: Order): JudgedZone[] {
  return rows
    .map((row) => ({ row, key: keyOf(row, order) }))
    .sort(
      (one, other) =>
        compareKeys(order, one.key, other.key) ||
        (one.row.zone.zoneId < other.row.zone.zoneId ? -1 : 1),
    )
    .map(({ row }) => row)
}

/** Where the page after a cursor begins: behind its row, or behind where it would stand if it is gone or has moved. */
function placeAfter(
  rows: readonly JudgedZone[],
  order: Order,
  { key, zoneId }: { key: [number, string]; zoneId: string },
): number {
  const at = rows.findIndex((row) => row.zone.zoneId === zoneId)
  if (at >= 0) return at + 1
  const next = rows.findIndex((row) => compareKeys(order, keyOf(row, order), key) > 0)
  return next < 0 ? rows.length : next
}
