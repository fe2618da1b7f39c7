/**
 * Parts entries, newest first, at the newest one that is already on the page; its id sorts by time. null: all are
 * shown.
 */
export function holdBack<Item extends { id: string }>(items: readonly Item[], from: string | null) {
  const held = from === null ? 0 : items.findIndex(({ id }) => id <= from)
  const count = held < 0 ? items.length : held
  return { held: items.slice(0, count), shown: items.slice(count) }
}
