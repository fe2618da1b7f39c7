import type { Query } from '@tanstack/react-query'
import type { List, Through } from '@/lib/schemas/list'

/** What of a query is looked at here. */
type Dated = {
  state: { dataUpdatedAt: number }
  setState: (state: { dataUpdatedAt: number }) => void
}

/**
 * A list is as old as IBM's answer, not as ours: from now on `dataUpdatedAt`, and with it every age that is shown and
 * what counts as stale, is when IBM was asked.
 */
export function dateByIbm(data: unknown, query: Dated): void {
  const asOfMs = asOfOf(data)
  if (asOfMs < query.state.dataUpdatedAt) query.setState({ dataUpdatedAt: asOfMs })
}

function asOfOf(data: unknown): number {
  const isList = typeof data === 'object' && data !== null && 'asOf' in data
  return isList ? Date.parse(String(data.asOf)) : Number.NaN
}

/** Whether IBM has more than the list shows. */
export const isPartial = ({ partial }: List<unknown>): boolean => partial === true

/** For what says nothing of when IBM was read: it is our own, or the server keeps it without telling since when. */
export const undated = { isUndated: true }

/** When IBM was read for what a query holds, Unix ms; 0: never, null: it does not tell. */
export function readAtMsOf({ meta, state }: Pick<Query, 'meta' | 'state'>): number | null {
  return meta?.isUndated ? null : state.dataUpdatedAt
}

/** With whose right a list was read; undefined: it does not tell. */
export const throughOf = (list: List<unknown>) =>
  (list as List<unknown> & { through?: Through }).through // By the operation’s schema.
