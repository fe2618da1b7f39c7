import { actionLabels } from './action-words'
import { outcomeLabels } from './outcome-words'

export const filterNames = ['actor', 'action', 'outcome', 'instanceId', 'zoneId', 'jobId'] as const
export type FilterName = (typeof filterNames)[number]

/** Query parameters of the page, which are those of the API. */
export type Filter = { readonly [Name in FilterName]?: string }

const choices: Partial<Record<FilterName, object>> = {
  action: actionLabels,
  outcome: outcomeLabels,
}

/** The filter in an address: empty members, unknown choices and whatever else stands there are left out. */
export function readFilter(params: Pick<URLSearchParams, 'get'>): Filter {
  const filter: { -readonly [Name in FilterName]?: string } = {}
  for (const name of filterNames) {
    const value = params.get(name)?.slice(0, 256)
    if (!value?.trim()) continue
    const known = choices[name]
    if (!known || Object.hasOwn(known, value)) filter[name] = value
  }
  return filter
}

/** Another filter; '' takes the member out. */
export function withFilter(filter: Filter, name: FilterName, value: string): Filter {
  return readFilter(new URLSearchParams({ ...toQuery(filter), [name]: value }))
}

/** As the API and the address take it, always in the same order. */
export function toQuery(filter: Filter): Record<string, string> {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = filter[name]
      return value ? [[name, value]] : []
    }),
  )
}
