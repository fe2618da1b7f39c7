import 'server-only'

/** A list of IBM's. `isPartial`: it has more, which was not read or is of no known form. */
export type Listed<Item> = { items: Item[]; isPartial: boolean }
