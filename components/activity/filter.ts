import { actionLabels } from './action-words'
import { outcomeLabels } from './outcome-words'

export const filterNames = [
  'actor',
  'action',
  'outcome',
  'instanceId',
  'zoneId',
  'jobId',
  'from',
  'to',
  'text',
] as const
export type FilterName = (typeof filterNames)[number]

/** Query parameters of the page, which are those of the API. */
export type Filter = { readonly [Name in FilterName]?: string }

/** What becomes of a filter; '' takes a member out. */
export type FilterChange = Filter

const oneOf = (choices: object) => (value: string) => (Object.hasOwn(choices, value) ? value : '')

const forms: Partial<Record<FilterName, (value: string) => string>> = {
  action: oneOf(actionLabels),
  outcome: oneOf(outcomeLabels),
  from: instant,
  to: instant,
}

/** In UTC; '' for what is no time with an offset. A `+` in an address is a blank. */
function instant(value: string): string {
  const text = value.trim().replace(' ', '+')
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return ''
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString()
}

/** The filter in an address: empty members, unknown choices and whatever else stands there are left out. */
export function readFilter(params: Pick<URLSearchParams, 'get'>): Filter {
  const filter: { -readonly [Name in FilterName]?: string } = {}
  for (const name of filterNames) {
    const text =
      params
        .get(name)
        ?.replaceAll(/\p{Cc}+/gu, ' ')
        .slice(0, 256) ?? ''
    const value = forms[name]?.(text) ?? text
    if (value.trim()) filter[name] = value
  }
  return filter
}

/** Another filter, of the same members but for those that change. */
export function withFilter(filter: Filter, change: FilterChange): Filter {
  return readFilter(new URLSearchParams({ ...toQuery(filter), ...change }))
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
