import { stateWords } from '@/lib/jobs/state'
import type { CellState } from '@/lib/schemas/overview'

/** Query parameters of the page, which are those of the API; how it is drawn (`view`) is the page's own. */
export const filterNames = [
  'q',
  'instanceId',
  'team',
  'dataset',
  'state',
  'destination',
  'retention',
  'sort',
] as const
export type CoverageFilter = { readonly [Name in (typeof filterNames)[number]]?: string }

export const views = ['rows', 'compact'] as const
export type CoverageView = (typeof views)[number]

export const cellWords: Record<CellState, string> = {
  ...stateWords,
  none: 'No job',
  not_needed: 'Not needed',
}

const sorts = {
  zoneName: 'Zone name',
  state: 'Worst first',
  '-lost': 'Most missing',
  asOf: 'Oldest reading',
} as const

/** Where there are no heads of columns to be pressed: by all of them, and by what is chosen otherwise. */
export function sortChoices(
  datasets: readonly { id: string; label: string }[],
  hasTeams: boolean,
  chosen = 'zoneName',
): [value: string, label: string][] {
  const choices: [string, string][] = [
    ...Object.entries(sorts),
    ...datasets.map(({ id, label }): [string, string] => [`dataset:${id}`, `Worst ${label}`]),
    ...(hasTeams ? [['team', 'Team'] satisfies [string, string]] : []),
  ]
  if (choices.some(([value]) => value === chosen)) return choices
  const other = chosen.startsWith('-') ? chosen.slice(1) : `-${chosen}`
  const label = choices.find(([value]) => value === other)?.[1]
  return [...choices, [chosen, label ? `${label}, reversed` : 'As in this view']]
}

const isOneOf = (choices: object, value: string) => Object.hasOwn(choices, value)
const isSort = (value: string) =>
  /^-?(?:zoneName|state|lost|asOf|team|dataset:[a-z0-9_]{1,64})$/.test(value)

/** The filter in an address: empty members, unknown choices and whatever else stands there are left out. */
export function readFilter(params: Pick<URLSearchParams, 'get'>): CoverageFilter {
  const filter: { -readonly [Name in keyof CoverageFilter]: string } = {}
  for (const name of filterNames) {
    const value =
      params
        .get(name)
        ?.replaceAll(/\p{Cc}+/gu, ' ')
        .slice(0, 256) ?? ''
    if (name === 'state' && !isOneOf(cellWords, value)) continue
    if (name === 'sort' && !isSort(value)) continue
    if (name === 'retention' && value !== 'off') continue
    if (value.trim()) filter[name] = value
  }
  return filter
}

export const readView = (params: Pick<URLSearchParams, 'get'>): CoverageView =>
  params.get('view') === 'compact' ? 'compact' : 'rows'

export function withFilter(filter: CoverageFilter, change: CoverageFilter): CoverageFilter {
  return readFilter(new URLSearchParams({ ...filter, ...change }))
}

/** Whether anything is left out of the list. */
export const isFiltered = (filter: CoverageFilter): boolean =>
  Object.keys(filter).some((name) => name !== 'sort')

/** Of an address: its filter, and how it is drawn where that is not as usual. */
export const queryOf = (filter: CoverageFilter, view: CoverageView): Record<string, string> => ({
  ...(filter as Record<string, string>), // Its own members, of which none is undefined.
  ...(view === 'compact' && { view }),
})

/** On a phone nobody learns places: the worst comes first. */
export const onPhone = (filter: CoverageFilter): CoverageFilter => ({ sort: 'state', ...filter })

/** The order that a press on a column's head asks for: the most telling first, then the other way round. */
export function nextSort(column: string, sort: string | undefined): string {
  const first = column === 'lost' ? '-lost' : column
  const other = first.startsWith('-') ? first.slice(1) : `-${first}`
  return (sort ?? 'zoneName') === first ? other : first
}

/** For `aria-sort`: what stands first in a column; undefined: it is not sorted by. */
export function sortedBy(
  column: string,
  sort = 'zoneName',
): 'ascending' | 'descending' | undefined {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : undefined
}
