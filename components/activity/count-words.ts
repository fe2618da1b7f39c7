const attempts = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'attempt' : 'attempts'}`

/** How many are shown, and whether that is all: nobody counts the whole record for us. */
export function countWords(
  count: number,
  { hasMore, isFiltered }: { hasMore: boolean; isFiltered: boolean },
): string {
  if (count === 0) return ''
  if (hasMore) return `The newest ${attempts(count)}${isFiltered ? ' that match' : ''}`
  if (isFiltered) return `${attempts(count)} ${count === 1 ? 'matches' : 'match'}`
  return count === 1 ? '1 attempt, the only one' : `All ${attempts(count)}`
}

/** What came in since the page was opened. */
export function newWords(count: number): string {
  return `${count.toLocaleString('en')} new ${count === 1 ? 'attempt' : 'attempts'}.`
}
