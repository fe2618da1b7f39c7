/**
 * Parts entries, newest first, at the newest one that is already on the page; its id sorts by time. null: all are
 * shown. Where none of the old ones is left, there is no place to keep, and all are shown too.
 */
export function holdBack<Item extends { id: string }>(items: readonly Item[], from: string | null) {
  const held =
    from === null
      ? 0
      : Math.max(
          0,
          items.findIndex(({ id }) => id <= from),
        )
  return { held: items.slice(0, held), shown: items.slice(held) }
}
