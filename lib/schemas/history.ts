import { z } from 'zod'
import { destinationKinds } from '@/lib/fleet/kind'
import { guid, zoneId } from './ids'
import { jobState } from './job'

const instant = z.iso.datetime()
const anyInstant = z.iso.datetime({
  offset: true,
  error: 'Must be a time such as 2026-03-01T12:00:00Z',
})

export const historyQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(30),
})

export const historyGap = z.object({
  from: instant,
  /** null: it goes on. */
  to: z.nullable(instant),
  lostSeconds: z.number().int(),
  /** IBM's words, masked; null: none are known. */
  cause: z.nullable(z.string()),
})

const state = z.object({
  state: jobState,
  from: instant,
  to: z.nullable(instant),
  /** As of a job; `overdue` of `never_ran`: its first delivery should have come. */
  cause: z.nullable(z.string()),
})

/** What somebody does to a job. */
export const outsideKind = z.enum(['created', 'changed', 'gone', 'paused', 'resumed'])

/** What became of a job's logs over some days. */
export const jobHistory = z.object({
  from: instant,
  to: instant,
  /** As it was seen last, also once it is gone; null: nobody has seen it. */
  job: z.nullable(
    z.object({
      name: z.nullable(z.string()),
      dataset: z.nullable(z.string()),
      destination: z.object({ kind: z.enum(destinationKinds), place: z.string() }),
      lastComplete: z.nullable(instant),
      /** From how far behind it counts as late. */
      limitSeconds: z.number().int(),
      seenAt: instant,
      goneAt: z.nullable(instant),
      /** Who deleted it through this dashboard. */
      goneBy: z.nullable(z.string()),
    }),
  ),
  /** The oldest first; `to` null: it is so now. Many short ones are one, whose `cause` says that it flaps. */
  states: z.array(
    state.extend({
      /** Who paused it through this dashboard, where that is known. */
      by: z.optional(z.string()),
    }),
  ),
  /** The oldest first. `count`: it stands for so many that lie close together, `lostSeconds` for all of them. */
  gaps: z.array(historyGap.extend({ count: z.optional(z.number().int()) })),
  /** The longest of each two hours. */
  delays: z.array(z.object({ at: instant, seconds: z.number().int() })),
  /** Of the time in which it was expected to deliver and was seen, from 0 to 1, without what it was late; null: it was not expected to. */
  deliveringShare: z.nullable(z.number()),
  /**
   * What was done to it by other means than this dashboard, the newest first; `at`: when a reading showed it. By whom, IBM does
   * not tell.
   */
  outside: z.array(z.object({ kind: outsideKind, at: instant })),
})
export type JobHistory = z.infer<typeof jobHistory>

export const zoneHistoryQuery = z.strictObject({
  hours: z.coerce.number().int().min(1).max(168).default(24),
})

/** What the jobs of a zone were in the last hours, as they were seen last. */
export const zoneHistory = z.object({
  from: instant,
  to: instant,
  /** null: nobody has seen it. */
  zone: z.nullable(z.object({ name: z.string(), asOf: z.nullable(instant) })),
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.nullable(z.string()),
      dataset: z.nullable(z.string()),
      states: z.array(state),
    }),
  ),
})
export type ZoneHistory = z.infer<typeof zoneHistory>

export const gapFilter = z.strictObject({
  from: anyInstant.optional(),
  to: anyInstant.optional(),
  instanceId: z.optional(guid),
  zoneId: z.optional(zoneId),
  dataset: z
    .string()
    .max(64)
    .regex(/^\P{Cc}*$/u, 'One line of plain text')
    .optional(),
})
export type GapFilter = z.infer<typeof gapFilter>

export const gapsQuery = gapFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(1_024).optional(),
})
export type GapsQuery = z.infer<typeof gapsQuery>

export const gapsExportQuery = gapFilter.extend({ format: z.enum(['csv', 'jsonl']).default('csv') })

export const gap = z.object({
  instanceId: z.string(),
  zone: z.object({ id: z.string(), name: z.string() }),
  job: z.object({ id: z.string(), name: z.nullable(z.string()) }),
  dataset: z.nullable(z.string()),
  ...historyGap.shape,
})
export type Gap = z.infer<typeof gap>

export const gapsPage = z.object({ items: z.array(gap), nextCursor: z.nullable(z.string()) })
export type GapsPage = z.infer<typeof gapsPage>
