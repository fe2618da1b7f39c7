import { stateWords } from '@/lib/jobs/state'
import type { CellState } from '@/lib/schemas/overview'

/** Query parameters of the page, which are those of the API; `view` is the page's own. */
export const filterNames = ['q', 'instanceId', 'dataset', 'state', 'destination', 'sort'] as const
export type CoverageFilter = { readonly [Name in (typeof filterNames)[number]]?: string }

export const cellWords: Record<CellState, string> = {
  ...stateWords,
  none: 'No job',
  not_needed: 'Not needed',
}

export const sorts = {
  zoneName: 'Zone name',
  state: 'Worst first',
  '-lost': 'Most missing',
  asOf: 'Oldest reading',
} as const

const isOneOf = (choices: object, value: string) => Object.hasOwn(choices, value)

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
    if (name === 'sort' && !isOneOf(sorts, value)) continue
    if (value.trim()) filter[name] = value
  }
  return filter
}

export function withFilter(filter: CoverageFilter, change: CoverageFilter): CoverageFilter {
  return readFilter(new URLSearchParams({ ...filter, ...change }))
}
