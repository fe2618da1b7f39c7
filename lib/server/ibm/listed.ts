import 'server-only'

/** A list of IBM's. `isPartial`: reading stopped before its end. */
export type Listed<Item> = { items: Item[]; isPartial: boolean }
