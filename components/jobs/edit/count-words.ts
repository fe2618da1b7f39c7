/** "1 change", "3 changes". */
export function changeCount(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`
}

/** What the button says: the verb and the count. */
export function saveLabel(count: number): string {
  return count === 0 ? 'Save' : `Save ${changeCount(count)}`
}
