import { countOf, formatCount } from '@/lib/count'

const entries = (count: number) => countOf(count, 'entry', 'entries')

/** How many are shown, and whether that is all: nobody counts the whole record for us. */
export function countWords(
  count: number,
  { hasMore, isFiltered }: { hasMore: boolean; isFiltered: boolean },
): string {
  if (count === 0) return ''
  if (hasMore) return `Latest ${entries(count)}${isFiltered ? ' that match' : ''}`
  if (isFiltered) return `${entries(count)} ${count === 1 ? 'matches' : 'match'}`
  return count === 1 ? '1 entry' : `All ${entries(count)}`
}

/** What came in since the page was opened. */
export function newWords(count: number): string {
  return `${formatCount(count)} new ${count === 1 ? 'entry' : 'entries'}.`
}
