import type { OverviewZone } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'
import { firstWords, longWords, shortWords } from './cell-words'
import { type Column, cellOf, cellTitle } from './columns'

/** What a row says: of each column in short and in full, and how old its reading is. */
export type RowWords = { cells: readonly { short: string; long: string }[]; age: string }

/** `nowMs` null: before the clock is known. */
export function rowWords(
  zone: OverviewZone,
  columns: readonly Column[],
  nowMs: number | null,
): RowWords {
  return {
    cells: columns.map(({ id, label }) => {
      const cell = cellOf(zone, id)
      const title = cellTitle(zone, id, label)
      return nowMs === null
        ? { short: firstWords(cell), long: title }
        : { short: shortWords(cell, nowMs), long: longWords(title, cell, nowMs) }
    }),
    age:
      zone.asOf === null
        ? // What is known without being read has a plan without Logpush.
          zone.isKnown
          ? '–'
          : 'not yet'
        : nowMs === null
          ? '\u00a0'
          : formatLength(nowMs - Date.parse(zone.asOf)),
  }
}
