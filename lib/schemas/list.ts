import * as z from 'zod/mini'

/** What IBM answered with, and when it was asked. */
export const listOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** RFC 3339; the list may have been kept for a while since. */
    asOf: z.iso.datetime(),
    /** IBM has more than are read at once: what is missing here may be there all the same. */
    partial: z.optional(z.literal(true)),
  })

export type List<Item> = { items: Item[]; asOf: string; partial?: true }

/**
 * With whose right a list was read: the person's own, a connection's (then only what is allowed by name), the typed key's.
 * `none`: with nobody's, so the list is empty and the name has to be typed.
 */
export const through = z.enum(['own', 'connection', 'key', 'none'])
export type Through = z.infer<typeof through>

export const reachedListOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.extend(listOf(item), { through })
