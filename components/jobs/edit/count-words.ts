/** "1 change", "3 changes". */
export function changeCount(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`
}

/** What the button says: the verb and the count. `waits`: an administrator has to approve it. */
export function saveLabel(count: number, waits: boolean): string {
  if (count === 0) return waits ? 'Request approval' : 'Save'
  return waits ? `Request approval of ${changeCount(count)}` : `Save ${changeCount(count)}`
}
