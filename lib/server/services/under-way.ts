import 'server-only'

/**
 * Works on each of those that nobody in this process works on already, all at once: one that hangs holds up no other, at the
 * next call either. Resolves when what it began is through; never rejects.
 *
 * @param underWay the keys of what is worked on, kept by the caller
 * @param keyOf what is worked on once at a time
 */
export async function workOnFree<Item>(
  underWay: Set<string>,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
  onError: (error: unknown, item: Item) => void,
): Promise<void> {
  const free = items.filter((item) => !underWay.has(keyOf(item)))
  for (const item of free) underWay.add(keyOf(item))
  await Promise.all(
    free.map((item) =>
      work(item)
        .catch((error: unknown) => onError(error, item))
        .finally(() => underWay.delete(keyOf(item))),
    ),
  )
}
