import { z } from 'zod'
import { overviewFilter, overviewSort } from './overview'
import { plainLine } from './plain-text'

/** What an address of the overview may hold: its filter and how it is drawn. */
export const savedFilter = overviewFilter
  .partial()
  .extend({ sort: z.optional(overviewSort), view: z.optional(z.enum(['rows', 'compact'])) })
export type SavedFilter = z.infer<typeof savedFilter>

export const savedView = z.object({ id: z.string(), name: z.string(), filter: savedFilter })
export type SavedView = z.infer<typeof savedView>

export const savedViews = z.object({ items: z.array(savedView) })

export const savedViewInput = z.strictObject({
  name: z.string().trim().min(1).max(80).regex(plainLine, 'One line of plain text'),
  filter: savedFilter,
})
export type SavedViewInput = z.infer<typeof savedViewInput>
